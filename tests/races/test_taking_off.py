"""A project that leaves the ballot at the closing second leaves it before the close, or not at all."""

import pytest

from budgeting.voting.domain import taking_off
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.models import LedgerEntry
from civic.accounts.actors import System
from tests.budgeting.voting import making
from tests.races.meeting import meet, without_named_locks

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
OFFICE = System("test")


def leave_and_close(monkeypatch):
    """The officer is let in while the vote runs; before anything is written the clock passes and the box is closed."""
    vote = making.a_vote()

    def close():
        vote.end()
        close_voting(OFFICE, making.fresh(vote.cycle))

    def leave():
        taking_off.take_off_ballot(OFFICE, vote.projects[0], ground="law", reason="허가가 나지 않았습니다.")

    codes = meet(monkeypatch, taking_off.actions.take_off_ballot, "require", leave, close)
    kinds = LedgerEntry.objects.filter(group=vote.group).order_by("index").values_list("kind", flat=True)
    return codes, [kind for kind in kinds if kind != "open"]


def test_it_stands_in_the_ledger_before_the_close(monkeypatch):
    codes, kinds = leave_and_close(monkeypatch)
    assert codes == ("", "")
    assert kinds == ["taken_off", "close"]


def test_without_the_boxs_lock_it_would_come_after_it(monkeypatch):
    without_named_locks(monkeypatch)
    _codes, kinds = leave_and_close(monkeypatch)
    assert kinds[0] == "close"
