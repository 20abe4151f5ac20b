"""Two windows save one part at the same moment: one of them is told, nothing is written over unseen."""

from threading import Barrier

import pytest
from django.utils import timezone

from proposals.domain import drafting
from proposals.models import Proposal, ProposalQuerySet
from proposals.refusals import ChangedMeanwhile
from tests import factories
from tests.races.test_supports import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def two_windows():
    kim = factories.a_resident("kim")
    draft = drafting.start_draft(kim, call=factories.a_call(), at=timezone.now(), title="골목 안내등 설치")

    def window(name: str):
        mine = Proposal.objects.get(pk=draft.pk)
        return lambda: drafting.save_draft(
            kim, mine, at=timezone.now(), version=1, window=name, body=f"{name} 글"
        )

    return at_once(window("one"), window("two"))


def test_one_of_two_windows_is_refused():
    results = two_windows()
    refused = [one for one in results if isinstance(one, ChangedMeanwhile)]
    assert len(refused) == 1
    [saved] = [one for one in results if isinstance(one, Proposal)]
    draft = Proposal.objects.get()
    assert (draft.body, draft.version) == (saved.body, 2)


def test_control_without_the_lock_one_text_is_written_over_unseen(monkeypatch):
    barrier, real = Barrier(2), drafting._is_newer

    def both_look(*args):
        newer = real(*args)
        barrier.wait(timeout=60)
        return newer

    monkeypatch.setattr(ProposalQuerySet, "select_for_update", lambda self, **_of: self)
    monkeypatch.setattr(drafting, "_is_newer", both_look)
    assert not any(isinstance(one, ChangedMeanwhile) for one in two_windows())
