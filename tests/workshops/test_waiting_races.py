"""A hundred people, few places, cancellations all the while: never over capacity, and the line is kept."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import F, Q

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from workshops.domain import waiting as line
from workshops.domain.passing import HOLD
from workshops.domain.registering import cancel_registration, register
from workshops.models import Registration, Reserved, Waiting, Workshop

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
THREADS = 8


def come_and_go(person: User, workshop: Workshop, random: Random) -> None:
    """Register or stand in line, take what is offered, and now and then give the place back.

    Where companions are allowed some bring them; where places are kept for wheelchairs some need one.
    """
    companions = random.randint(0, workshop.companions_max)
    wheelchair = random.random() < 0.2
    with suppress(Refusal):
        register(person, workshop, at=now(), companions=companions, wheelchair=wheelchair)
    with suppress(Refusal):
        line.join(person, workshop, at=now(), companions=companions, wheelchair=wheelchair)
    if random.random() < 0.5:
        for seat in Registration.objects.in_force().filter(user=person).select_related("workshop"):
            with suppress(Refusal):
                cancel_registration(person, seat, at=now())
    for entry in Waiting.objects.going_on().filter(user=person).select_related("workshop"):
        with suppress(Refusal):
            line.take(person, entry, at=now())


def crowd(people: int, places: int, companions: int = 0, wheelchairs: int = 0) -> Workshop:
    workshop = factories.a_workshop(capacity=places, companions_max=companions, reserved_seats=wheelchairs)
    if wheelchairs:
        Reserved.objects.create(workshop=workshop, kind=Reserved.Kind.WHEELCHAIR, seats=wheelchairs)
    persons = [factories.a_person(f"visitor{number}") for number in range(people)]
    start = Barrier(THREADS)

    def one(number: int) -> None:
        random = Random(number)
        start.wait(timeout=60)
        try:
            for person in persons[number::THREADS]:
                come_and_go(person, Workshop.objects.get(pk=workshop.pk), random)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, range(THREADS)))
    workshop.refresh_from_db()
    return workshop


def hold_true(workshop: Workshop) -> None:
    """The sums fit, and for each sort of place those in line are served in their order."""
    registrations = Registration.objects.in_force().filter(workshop=workshop)
    waiting = Waiting.objects.filter(workshop=workshop)
    for kept in (None, *workshop.reserved.all()):
        taken, places = (
            (workshop.open_taken, workshop.open_seats) if kept is None else (kept.taken, kept.seats)
        )
        seated = sum(one.seats for one in registrations if one.reserved == kept)
        held = sum(one.holding for one in waiting.going_on() if one.reserved == kept)
        assert seated + held == taken <= places, kept
        could = waiting.filter(wheelchair=True) if kept else waiting
        line = could.in_line().filter(Q(reserved=kept) if kept is None else Q(reserved=kept) | Q(kept=0))
        first = line.first()
        assert taken == places or first is None, (kept, "a place is free and somebody waits for it")
        assert first is None or not line.exclude(pk=first.pk).filter(reserved=kept, kept__gt=0).exists(), (
            kept,
            "places are kept for somebody who is not first",
        )
        last = could.filter(offered_at__isnull=False, reserved=kept).order_by("-id").first()
        assert first is None or last is None or first.pk > last.pk, (kept, "somebody was passed over")
    assert sum(kept.taken for kept in workshop.reserved.all()) == workshop.reserved_taken


def test_a_crowd_never_sits_on_more_chairs_than_there_are_and_nobody_is_passed_over(
    transactional_db: None,
) -> None:
    hold_true(crowd(64, 6))


def test_a_crowd_of_groups_and_kept_places_holds_the_same(transactional_db: None) -> None:
    hold_true(crowd(48, 12, companions=2, wheelchairs=3))


@pytest.mark.prove
def test_a_thousand_groups_and_kept_places(transactional_db: None) -> None:
    hold_true(crowd(1000, 80, companions=2, wheelchairs=6))


@pytest.mark.prove
def test_a_thousand_people_and_eighty_places(transactional_db: None) -> None:
    hold_true(crowd(1000, 80))


def test_control_without_the_lock_a_place_is_lost_or_given_twice(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two places are given back at once. Without the row's lock both go to the same person in line."""
    workshop = factories.a_workshop(capacity=2)
    holders = [factories.a_person(name) for name in ("ann", "ben")]
    for person in holders:
        register(person, workshop, at=now())
    for name in ("cho", "dan"):
        line.join(factories.a_person(name), Workshop.objects.get(pk=workshop.pk), at=now())
    both_have_read = Barrier(2)

    def unlocked(given: Workshop) -> Workshop:
        return Workshop.objects.get(pk=given.pk)

    def pass_on(given: Workshop, *, at: object, seats: int, reserved: object) -> None:
        first = Waiting.objects.in_line().filter(workshop=given).first()
        both_have_read.wait(timeout=30)
        assert first is not None
        Waiting.objects.filter(pk=first.pk).update(offered_at=now(), offer_until=F("joined_at") + HOLD)

    monkeypatch.setattr("workshops.domain.registering.locked", unlocked)
    monkeypatch.setattr("workshops.domain.registering.pass_on", pass_on)

    def give_back(person: User) -> None:
        seat = Registration.objects.select_related("workshop").get(user=person)
        try:
            cancel_registration(person, seat, at=now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(give_back, holders))
    workshop.refresh_from_db()
    with pytest.raises(AssertionError):
        hold_true(workshop)
