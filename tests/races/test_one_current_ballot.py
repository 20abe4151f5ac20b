"""One person, one current ballot: sixteen parallel ballots of one voter, with and without the constraint that guards it."""

import os
from contextlib import suppress
from threading import Barrier, BrokenBarrierError, local
from uuid import uuid4

import pytest
from django.db.models import Count, F, Max, Window

from budgeting.voting.domain import casting
from budgeting.voting.domain.casting import Receipt, cast_ballot
from budgeting.voting.models import SealedBallot
from budgeting.voting.refusals import AlreadyCast
from tests import factories
from tests.budgeting.voting import making
from tests.races.ballots import at_once, without

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

PARALLEL = 16


def current_ballots():
    """Ballots that are the last version of their slot, as the count takes them."""
    last = Window(Max("version"), partition_by="slot")
    rows = SealedBallot.objects.annotate(last=last).values("version", "last")
    return sum(row["version"] == row["last"] for row in rows)


def held_together(monkeypatch):
    """Hold every thread once between looking for the earlier versions and writing the next one."""
    barrier, met = Barrier(PARALLEL), local()
    plain = casting._Casting._earlier

    def wait_for_the_others(self, **how):
        earlier = plain(self, **how)
        if not getattr(met, "done", False):
            met.done = True
            with suppress(BrokenBarrierError):
                barrier.wait(20)
        return earlier

    monkeypatch.setattr(casting._Casting, "_earlier", wait_for_the_others)


def test_sixteen_parallel_ballots_of_one_voter_leave_one_current_ballot(monkeypatch):
    kim = factories.a_resident("kim")
    vote = making.a_vote()
    held_together(monkeypatch)
    choices = [vote.choose(number % 3) for number in range(PARALLEL)]
    results = at_once([lambda c=c: cast_ballot(kim, vote.cycle, c, uuid4()) for c in choices])
    assert all(isinstance(one, Receipt) for one in results), results
    assert current_ballots() == 1
    versions = sorted(SealedBallot.objects.values_list("version", flat=True))
    assert versions == list(range(1, PARALLEL + 1))


def test_without_the_constraint_there_would_be_several(monkeypatch):
    kim = factories.a_resident("kim")
    vote = making.a_vote()
    held_together(monkeypatch)
    with without("voting_sealedballot", "ballot_version_once_in_a_slot"):
        at_once([lambda: cast_ballot(kim, vote.cycle, vote.choose(0), uuid4()) for _ in range(PARALLEL)])
        assert current_ballots() > 1


def test_where_no_change_is_allowed_one_of_sixteen_ballots_is_taken(monkeypatch):
    kim = factories.a_resident("kim")
    vote = making.a_vote(change_until_close=False)
    held_together(monkeypatch)
    results = at_once(
        [lambda: cast_ballot(kim, vote.cycle, vote.choose(0), uuid4()) for _ in range(PARALLEL)]
    )
    assert sum(isinstance(one, Receipt) for one in results) == 1
    assert {getattr(one, "code", "") for one in results if not isinstance(one, Receipt)} == {
        "voting.already_cast"
    }
    assert SealedBallot.objects.count() == 1


def test_the_same_form_sent_sixteen_times_at_once_is_one_row_with_one_receipt(monkeypatch):
    kim, form = factories.a_resident("kim"), uuid4()
    vote = making.a_vote()
    held_together(monkeypatch)
    results = at_once([lambda: cast_ballot(kim, vote.cycle, vote.choose(1), form) for _ in range(PARALLEL)])
    assert len({one.commitment for one in results}) == 1
    assert sum(not one.repeated for one in results) == 1
    assert SealedBallot.objects.count() == 1


def test_many_voters_at_once_each_have_their_ballot():
    people = making.voters(PARALLEL)
    vote = making.a_vote()
    results = at_once([lambda p=p: vote.cast(p, 0) for p in people])
    assert all(isinstance(one, Receipt) for one in results), results
    assert (
        SealedBallot.objects.values("slot").distinct().count()
        == SealedBallot.objects.filter(version=F("version")).count()
        == PARALLEL
    )


def attempts(voters):
    """Every voter hit by sixteen threads at one moment, where no change is allowed; gives accepted answers and rows."""
    people = making.voters(voters)
    vote = making.a_vote(change_until_close=False)
    barrier = Barrier(PARALLEL)

    def hit():
        taken = 0
        for person in people:
            barrier.wait(120)
            with suppress(AlreadyCast):
                vote.cast(person, 0)
                taken += 1
        return taken

    results = at_once([hit] * PARALLEL, patience=7200)
    assert all(isinstance(one, int) for one in results), results
    slots = SealedBallot.objects.values("slot").annotate(rows=Count("pk"))
    print(f"{voters * PARALLEL} attempts by {voters} voters: {sum(results)} taken")
    return sum(results), sum(one["rows"] > 1 for one in slots)


@pytest.mark.prove
def test_a_hundred_thousand_parallel_attempts_leave_one_ballot_a_voter():
    voters = int(os.environ.get("CIVIC_PROVE_ATTEMPTS", "100000")) // PARALLEL
    assert attempts(voters) == (voters, 0)


@pytest.mark.prove
def test_control_without_the_constraint_the_same_attempts_leave_duplicates():
    with without("voting_sealedballot", "ballot_version_once_in_a_slot"):
        _taken, duplicated = attempts(60)
        print(f"{duplicated} of 60 voters with two ballots or more")
        assert duplicated > 0
