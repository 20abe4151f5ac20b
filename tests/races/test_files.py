"""Two uploads for the last place of a folder."""

from io import BytesIO

import pytest
from django.utils import timezone

from civic.attachments.domain import adding
from civic.attachments.holders import Held, seen
from civic.attachments.models import Attachment, Folder
from civic.attachments.refusals import FolderFull
from tests import factories
from tests.civic.attachments import making
from tests.races.ballots import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_the_last_place_is_taken_once() -> None:
    kim = factories.a_resident("kim")
    held = seen(f"proposals.proposal:{factories.a_proposal(author=kim).pk}", kim)
    assert held is not None

    def add() -> Attachment:
        assert isinstance(held, Held)
        return adding.keep(kim, held, adding.Chosen(BytesIO(making.PDF), "x", "document"), at=timezone.now())

    first = at_once([add] * 4)
    assert [type(one) for one in first] == [Attachment] * 4, first
    assert Folder.objects.count() == 1, "the first four made one folder together"
    for _ in range(5):
        add()
    last = at_once([add] * 4)
    assert sum(isinstance(one, Attachment) for one in last) == 1
    assert sum(isinstance(one, FolderFull) for one in last) == 3
    assert Attachment.objects.count() == 10
