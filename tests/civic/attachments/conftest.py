"""A proposal of Kim that carries files, and short ways to add one."""

from io import BytesIO

import pytest
from django.utils import timezone

from civic.accounts.models import User
from civic.attachments.domain import adding, rendering
from civic.attachments.holders import Held, seen
from civic.attachments.models import Attachment
from proposals.models import Proposal
from tests import factories
from tests.civic.attachments import making


@pytest.fixture
def proposal(kim: User) -> Proposal:
    return factories.a_proposal(author=kim)


@pytest.fixture
def held(proposal: Proposal, kim: User) -> Held:
    found = seen(f"proposals.proposal:{proposal.pk}", kim)
    assert found is not None
    return found


def add_photo(person: User, held: Held, words: str = "어두운 골목") -> Attachment:
    """A photo with its renditions, as the worker leaves it."""
    chosen = adding.Chosen(BytesIO(making.photo()), "IMG_0001.jpg", "photo")
    added = adding.add(person, held, chosen, words=words, at=timezone.now())
    rendering.prepare(added.pk)
    return Attachment.objects.get(pk=added.pk)


def add_document(person: User, held: Held, words: str = "측정표") -> Attachment:
    chosen = adding.Chosen(BytesIO(making.PDF), "표.pdf", "document")
    return adding.add(person, held, chosen, words=words, at=timezone.now())
