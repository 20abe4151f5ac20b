"""Two workers and one room: the groups are reckoned once, and no answer is overlooked."""

from threading import Event

import pytest
from django.core.cache import cache
from django.db import DatabaseError

from civic.accounts.models import User
from civic.common import locks
from civic.common.clock import now
from tests import factories
from tests.workshops.live.conftest import a_phone, a_room, choosing
from tests.workshops.live.test_grouping import camp, statements
from tests.workshops.live.test_races import at_once
from workshops.live.domain import answering, grouping, nudging
from workshops.live.models import Groups, Room
from workshops.live.tasks import regroup_room

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seo(transactional_db: None) -> User:
    return factories.a_staff_member("seo", "host")


def _reckonings(seo: User, monkeypatch: pytest.MonkeyPatch) -> tuple[int, list[str]]:
    """Four workers at once, each standing still while it reckons; how often it was reckoned, and what they raised."""
    room = a_room(seo)
    lines = statements(room, seo)
    camp(room, lines, 12, 1)
    choosing(room, seo)
    reckoned, second = [], Event()
    plain = grouping.group_opinions

    def slowly(*votes: object, **more: object) -> object:
        reckoned.append(1)
        if len(reckoned) > 1:
            second.set()
        second.wait(timeout=1)  # with the lock nobody comes by, however long we stand here
        return plain(*votes, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(grouping, "group_opinions", slowly)
    faults: list[str] = []

    def act(_n: int) -> None:
        try:
            grouping.regroup(room.pk, at=now())
        except DatabaseError as fault:
            faults.append(type(fault).__name__)

    at_once(act, 4)
    assert Groups.objects.get(room=room).number >= 1
    return len(reckoned), faults


def test_four_workers_reckon_a_room_once(seo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _reckonings(seo, monkeypatch) == (1, [])


def test_control_without_the_lock_it_is_reckoned_by_several(
    seo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "exclude", lambda _name: None)
    reckoned, _faults = _reckonings(seo, monkeypatch)
    assert reckoned > 1


def _answer_while_the_worker_reads(
    seo: User, monkeypatch: pytest.MonkeyPatch
) -> tuple[Room, list[tuple[int]]]:
    """An answer that is given just after the worker has read; gives the room, and for which rooms it was called again."""
    room = a_room(seo)
    lines = statements(room, seo)
    camp(room, lines, 12, 1)
    choosing(room, seo)
    phone, called = a_phone(room), []
    monkeypatch.setattr(nudging, "wake", lambda _name, *args, **_more: called.append(args))
    cache.set(nudging._mark(room.pk), 1, 60)  # an earlier answer has called for this run
    plain = grouping._votes

    def read_and_then(*given: Room) -> object:
        votes = plain(*given)
        at_once(lambda _n: answering.answer(phone, lines[0], "agree"), 1)
        return votes

    monkeypatch.setattr(grouping, "_votes", read_and_then)
    regroup_room(room.pk)
    return room, called


def test_an_answer_that_comes_while_a_worker_reads_calls_it_again(
    seo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, called = _answer_while_the_worker_reads(seo, monkeypatch)
    assert called == [(room.pk,)]
    monkeypatch.undo()
    regroup_room(room.pk)
    assert Groups.objects.get(room=room).people == 13


def test_control_a_mark_that_is_taken_away_after_the_reading_hides_the_answer(
    seo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nudging, "taken", lambda _room_id: None)
    _room, called = _answer_while_the_worker_reads(seo, monkeypatch)
    assert called == []
