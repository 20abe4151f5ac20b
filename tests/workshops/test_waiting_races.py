"""A hundred people, few places, cancellations all the while: never over capacity, and the line is kept."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import F

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from workshops.domain import waiting as line
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
        line.join(person, workshop, at=now(), companions=companions)
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
    registrations = Registration.objects.in_force().filter(workshop=workshop)
    seated = sum(one.seats for one in registrations if one.reserved_id is None)
    held = sum(one.holding for one in Waiting.objects.going_on().filter(workshop=workshop))
    assert seated + held == workshop.open_taken <= workshop.open_seats
    for kept in workshop.reserved.all():
        assert (
            sum(one.seats for one in registrations if one.reserved_id == kept.pk) == kept.taken <= kept.seats
        )
    assert sum(kept.taken for kept in workshop.reserved.all()) == workshop.reserved_taken
    in_line = Waiting.objects.in_line().filter(workshop=workshop)
    assert workshop.open_taken == workshop.open_seats or not in_line.exists(), (
        "a place is free and somebody waits"
    )
    first = in_line.first()
    assert first is None or not in_line.exclude(pk=first.pk).filter(kept__gt=0).exists(), (
        "places are kept for somebody who is not first"
    )
    last_offered = Waiting.objects.filter(workshop=workshop, offered_at__isnull=False).order_by("-id").first()
    if first is not None and last_offered is not None:
        skipped = Waiting.objects.filter(
            workshop=workshop, pk__lt=last_offered.pk, offered_at=None, ended_at=None
        )
        assert not skipped.exists(), "somebody who waited longer was passed over"


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

    def pass_on(given: Workshop, *, at: object, seats: int) -> None:
        first = Waiting.objects.in_line().filter(workshop=given).first()
        both_have_read.wait(timeout=30)
        assert first is not None
        Waiting.objects.filter(pk=first.pk).update(offered_at=now(), offer_until=F("joined_at") + line.HOLD)

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
