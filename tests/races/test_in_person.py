"""One person, one vote, by two doors at once: ballots on their way in while a clerk marks that their voter votes on paper."""

from threading import Event
from uuid import uuid4

import pytest
from django.core.cache import cache

from budgeting.voting import tickets
from budgeting.voting.domain import casting
from budgeting.voting.domain.casting import Receipt, cast_ballot
from budgeting.voting.domain.marking import mark_in_person
from budgeting.voting.models import InPersonMark, LedgerEntry, SealedBallot
from budgeting.voting.refusals import AlreadyInPerson, VotedInPerson
from civic.common import locks
from tests import factories
from tests.budgeting.voting import booths
from tests.races.ballots import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

PARALLEL = 16


@pytest.fixture
def station():
    """A voter, a clerk, a vote with a place, and a code."""
    cache.clear()
    kim, clerk = factories.a_resident("kim"), booths.a_clerk()
    vote = booths.a_vote()
    return kim, clerk, vote, booths.a_place(vote)


def test_fifteen_ballots_and_one_mark_leave_the_slip_and_void_the_last_ballot(station):
    kim, clerk, vote, place = station
    code = tickets.give(vote.group, kim.uuid)
    acts = [lambda: cast_ballot(kim, vote.cycle, vote.choose(0), uuid4()) for _ in range(PARALLEL - 1)]
    *cast, mark = at_once([*acts, lambda: mark_in_person(clerk, place, code)])
    assert isinstance(mark, InPersonMark)
    assert all(isinstance(one, Receipt | VotedInPerson) for one in cast), cast
    last = SealedBallot.objects.order_by("-version").first()
    voided = {bytes(entry.commitment) for entry in LedgerEntry.objects.filter(kind="void")}
    assert voided == ({bytes(last.commitment)} if last else set())


def test_sixteen_clerks_at_once_mark_one_person_once(station):
    kim, clerk, vote, place = station
    codes = [tickets.give(vote.group, kim.uuid) for _ in range(PARALLEL)]
    marks = at_once([lambda c=c: mark_in_person(clerk, place, c) for c in codes])
    assert sum(isinstance(one, InPersonMark) for one in marks) == 1
    assert sum(isinstance(one, AlreadyInPerson) for one in marks) == PARALLEL - 1
    assert InPersonMark.objects.count() == 1


def test_one_code_used_by_sixteen_at_once_is_used_once(station):
    kim, _clerk, vote, _place = station
    code = tickets.give(vote.group, kim.uuid)
    used = at_once([lambda: tickets.use(vote.group, code) for _ in range(PARALLEL)])
    assert sum(one is not None for one in used) == 1


def late_ballot(monkeypatch, station):
    """The ballot has been let in and is still being written when the clerk marks its voter."""
    kim, clerk, vote, place = station
    code, let_in, marked = tickets.give(vote.group, kim.uuid), Event(), Event()
    plain = casting._Casting._insert

    def write_slowly(self, opening, version):
        let_in.set()
        marked.wait(3)
        return plain(self, opening, version)

    def mark():
        let_in.wait(20)
        done = mark_in_person(clerk, place, code)
        marked.set()
        return done

    monkeypatch.setattr(casting._Casting, "_insert", write_slowly)
    return at_once([lambda: vote.cast(kim, 0), mark])


def test_a_ballot_that_was_let_in_before_the_mark_is_seen_and_void(monkeypatch, station):
    receipt, mark = late_ballot(monkeypatch, station)
    assert isinstance(mark, InPersonMark)
    assert bytes(LedgerEntry.objects.get(kind="void").commitment) == receipt.commitment


def test_without_the_lock_it_would_be_acknowledged_and_never_said_to_be_void(monkeypatch, station):
    """The control: the same course of events, and nobody waits for the other."""
    plain = locks.sharing
    monkeypatch.setattr(
        locks, "sharing", lambda *names, **how: plain(*(one for one in names if "slot" not in one), **how)
    )
    receipt, mark = late_ballot(monkeypatch, station)
    assert isinstance(receipt, Receipt)
    assert isinstance(mark, InPersonMark)
    assert not LedgerEntry.objects.filter(kind="void").exists()
