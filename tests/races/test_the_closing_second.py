"""A ballot at the closing second is refused or counted, never acknowledged and lost. A hundred closings."""

from datetime import timedelta
from random import Random
from threading import Event
from time import sleep

import pytest
from django.utils import timezone

from budgeting.results.domain.counting import count_votes
from budgeting.voting.domain import casting
from budgeting.voting.domain.casting import Receipt
from budgeting.voting.domain.closing import close_voting
from budgeting.voting.models import OpenedBallot, SealedBallot
from budgeting.voting.refusals import VotingClosed, VotingStillOpen
from civic.accounts.actors import System
from civic.common import locks
from tests.budgeting.voting import making
from tests.races.ballots import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

CLOSINGS, VOTERS = 100, 4
chance = Random(20270)


def close_as_soon_as_possible(vote):
    """The officer presses until the clock lets it happen."""
    while True:
        try:
            return close_voting(System("test"), making.fresh(vote.cycle))
        except VotingStillOpen:
            sleep(0.002)


def cast_around(vote, voter, moments, lead):
    """One voter whose ballot arrives within milliseconds of the close: sent up to twice ``lead`` seconds before it."""
    until = (moments[0] - timezone.now()).total_seconds() - chance.uniform(0, 2 * lead)
    sleep(max(0.0, until))
    return vote.cast(voter, 0)


def one_closing(people, lead):
    """Set the close a moment ahead, cast around it, close, open: gives the acknowledged, the refused and the opened."""
    vote, moments = making.a_vote((100,)), []

    def set_the_close():
        moments.append(timezone.now() + timedelta(seconds=2 * lead + 0.01))
        making.end_voting(vote.cycle, moments[0])

    acts = [lambda p=p: cast_around(vote, p, moments, lead) for p in people]
    *answers, _closed = at_once([*acts, lambda: close_as_soon_as_possible(vote)], set_the_close)
    acknowledged = {one.commitment for one in answers if isinstance(one, Receipt)}
    refused = [one for one in answers if not isinstance(one, Receipt)]
    assert all(isinstance(one, VotingClosed) for one in refused), refused
    count_votes(System("test"), making.fresh(vote.cycle))
    opened = {bytes(one.commitment) for one in OpenedBallot.objects.filter(group=vote.group)}
    return acknowledged, refused, opened


def test_a_hundred_closings_lose_no_acknowledged_ballot_and_count_no_refused_one():
    closings(CLOSINGS, VOTERS)


@pytest.mark.prove
def test_two_hundred_closings_with_more_voters_at_each():
    closings(200, 12)


def closings(number, voters):
    people, lead = making.voters(voters), 0.04
    acknowledged_in_all = refused_in_all = 0
    for _closing in range(number):
        acknowledged, refused, opened = one_closing(people, lead)
        assert acknowledged == opened
        # however slow the machine is today: aim so that about half of the ballots arrive in time
        lead = min(0.5, max(0.01, lead * (0.85 if len(acknowledged) > len(refused) else 1.15)))
        acknowledged_in_all += len(acknowledged)
        refused_in_all += len(refused)
    print(f"{number} closings: {acknowledged_in_all} acknowledged and counted, {refused_in_all} refused")
    assert min(acknowledged_in_all, refused_in_all) > number // 4


def test_a_clock_comparison_without_the_lock_loses_an_acknowledged_ballot(monkeypatch):
    """The control: the voter has been let in by the clock and is still writing when the box is closed and counted."""
    (kim,) = making.voters(1)
    vote = making.a_vote((100,))
    let_in, counted = Event(), Event()
    plain = casting._Casting._insert

    def write_slowly(self, opening, version):
        let_in.set()
        counted.wait(20)
        return plain(self, opening, version)

    def close_and_count():
        let_in.wait(20)
        vote.end()
        close_voting(System("test"), making.fresh(vote.cycle))
        count = count_votes(System("test"), making.fresh(vote.cycle))
        counted.set()
        return count

    monkeypatch.setattr(casting._Casting, "_insert", write_slowly)
    monkeypatch.setattr(
        locks, "sharing", lambda *_names, **_how: ("SELECT 1", [])
    )  # takes the name and no lock
    receipt, count = at_once([lambda: vote.cast(kim, 0), close_and_count])
    assert isinstance(receipt, Receipt)
    assert count.ballots == 0
    assert SealedBallot.objects.count() == 1


def test_the_closer_waits_for_a_ballot_that_was_let_in(monkeypatch):
    """The same course of events with the lock: the ballot is in the count."""
    (kim,) = making.voters(1)
    vote = making.a_vote((100,))
    let_in = Event()
    plain = casting._Casting._insert

    def write_slowly(self, opening, version):
        let_in.set()
        sleep(0.5)
        return plain(self, opening, version)

    def close_and_count():
        let_in.wait(20)
        vote.end()
        close_voting(System("test"), making.fresh(vote.cycle))
        return count_votes(System("test"), making.fresh(vote.cycle))

    monkeypatch.setattr(casting._Casting, "_insert", write_slowly)
    receipt, count = at_once([lambda: vote.cast(kim, 0), close_and_count])
    assert isinstance(receipt, Receipt)
    assert count.ballots == 1


def test_two_officers_cannot_close_or_count_twice():
    (kim,) = making.voters(1)
    vote = making.a_vote((100,))
    vote.cast(kim, 0)
    vote.end()
    closings = at_once([lambda: close_voting(System("test"), making.fresh(vote.cycle)) for _ in range(4)])
    assert sum(not isinstance(one, Exception) for one in closings) == 1
    counts = at_once([lambda: count_votes(System("test"), making.fresh(vote.cycle)) for _ in range(4)])
    assert sum(not isinstance(one, Exception) for one in counts) == 1
    assert OpenedBallot.objects.count() == 1


def test_a_roll_is_fixed_once_and_a_late_row_is_refused_by_the_database():
    from django.db import DatabaseError

    from budgeting.voting.domain.preparing import prepare_voting
    from budgeting.voting.models import RollEntry, VotingGroup

    (kim,) = making.voters(1)
    vote = making.a_vote((100,), prepared=False, open_now=False)
    results = at_once([lambda: prepare_voting(System("test"), vote.cycle) for _ in range(4)])
    assert sum(isinstance(one, VotingGroup) for one in results) == 1
    group = vote.group
    assert group.roll_size == 1
    for change in (
        lambda: RollEntry.objects.create(group=group, resident=kim.uuid, area_code="1111000000"),
        lambda: RollEntry.objects.filter(group=group).update(area_code="1129000000"),
        lambda: RollEntry.objects.filter(group=group).delete(),
        lambda: VotingGroup.objects.filter(pk=group.pk).update(roll_size=9),
    ):
        with pytest.raises(DatabaseError):
            change()
