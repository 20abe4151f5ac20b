"""Parallel requests at the last seats, each with a control that fails when the guard is off."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from workshops.domain import attending, registering, seating
from workshops.models import Registration, Reserved, Workshop

PEOPLE, SEATS = 16, 5
pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def _all_at_once(workshop: Workshop, people: list[User], **wish: Any) -> list[str]:
    """Everybody registers with the same stale copy of the workshop; gives the codes of the refusals ("" for a seat)."""
    start = Barrier(len(people))

    def one(person: User) -> str:
        copy = Workshop.objects.get(pk=workshop.pk)
        start.wait(timeout=30)
        try:
            registering.register(person, copy, at=now(), **wish)
        except Refusal as no:
            return no.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(one, people))


@pytest.fixture
def people(transactional_db: None) -> list[User]:
    return [factories.a_person(f"racer{n}") for n in range(PEOPLE)]


def test_sixteen_people_and_five_seats_make_five_registrations(people: list[User]) -> None:
    workshop = factories.a_workshop(capacity=SEATS)
    codes = _all_at_once(workshop, people)
    assert sorted(codes) == [""] * SEATS + ["workshops.full"] * (PEOPLE - SEATS)
    workshop.refresh_from_db()
    assert workshop.registered_count == SEATS == Registration.objects.in_force().count()


def test_control_without_the_condition_in_the_update_the_workshop_is_overbooked(
    people: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reads, waits for the others, writes what it read: the mistake that the conditional UPDATE prevents."""
    everybody_has_read = Barrier(PEOPLE)

    def unguarded(workshop: Workshop, at: object, seats: int = 1) -> bool:
        seen = Workshop.objects.get(pk=workshop.pk)
        everybody_has_read.wait(timeout=30)
        if seen.registered_count >= seen.capacity:
            return False
        Workshop.objects.filter(pk=workshop.pk).update(registered_count=seen.registered_count + 1)
        return True

    monkeypatch.setattr(registering, "take_seat", unguarded)
    workshop = factories.a_workshop(capacity=SEATS)
    codes = _all_at_once(workshop, people)
    assert codes.count("") == PEOPLE
    assert Registration.objects.in_force().count() == PEOPLE > SEATS


def test_the_check_on_the_column_has_the_last_word(
    people: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a blind count upwards is stopped by the database, and becomes the same refusal."""
    monkeypatch.setattr(
        registering,
        "take_seat",
        lambda workshop, _at, seats: seating._counted(Workshop.objects.filter(pk=workshop.pk), seats),
    )
    workshop = factories.a_workshop(capacity=SEATS)
    codes = _all_at_once(workshop, people)
    assert sorted(codes) == [""] * SEATS + ["workshops.full"] * (PEOPLE - SEATS)
    assert Registration.objects.in_force().count() == SEATS


def test_one_person_on_many_devices_takes_one_seat(transactional_db: None) -> None:
    kim = factories.a_resident("kim")
    workshop = factories.a_workshop(capacity=PEOPLE)
    codes = _all_at_once(workshop, [kim] * PEOPLE)
    assert sorted(codes) == [""] + ["workshops.already_registered"] * (PEOPLE - 1)
    workshop.refresh_from_db()
    assert workshop.registered_count == 1


def test_two_devices_that_cancel_free_one_seat(people: list[User]) -> None:
    workshop = factories.a_workshop(capacity=SEATS)
    registration = registering.register(people[0], workshop, at=now())
    registering.register(people[1], workshop, at=now())
    start = Barrier(8)

    def one(_n: int) -> bool:
        copy = Registration.objects.select_related("workshop").get(pk=registration.pk)
        start.wait(timeout=30)
        try:
            registering.cancel_registration(people[0], copy, at=now())
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(8))).count(True) == 1
    workshop.refresh_from_db()
    assert workshop.registered_count == 1


def test_two_doors_that_scan_one_code_check_in_once(transactional_db: None) -> None:
    from datetime import timedelta

    workshop = factories.a_workshop(starts_in=timedelta(minutes=10))
    seo = factories.a_staff_member("seo", "host")
    registration = registering.register(factories.a_resident("kim"), workshop, at=now())
    start = Barrier(8)

    def one(_n: int) -> bool:
        copy = Registration.objects.select_related("workshop").get(pk=registration.pk)
        start.wait(timeout=30)
        try:
            return attending.check_in(User.objects.get(pk=seo.pk), copy, at=now()).first
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(one, range(8))).count(True) == 1


def test_walk_ins_and_registrations_share_the_seats(people: list[User]) -> None:
    from datetime import timedelta

    workshop = factories.a_workshop(capacity=SEATS, starts_in=timedelta(minutes=10))
    seo = factories.a_staff_member("seo", "host")
    Workshop.objects.filter(pk=workshop.pk).update(registered_count=F("registered_count") + SEATS - 1)
    start = Barrier(6)

    def one(n: int) -> str:
        copy = Workshop.objects.get(pk=workshop.pk)
        host = User.objects.get(pk=seo.pk)
        start.wait(timeout=30)
        try:
            if n % 2:
                registering.register(people[n], copy, at=now())
            else:
                attending.admit_walk_in(host, copy, name=f"이웃 {n}", at=now())
        except Refusal as no:
            return no.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(one, range(6))) == ["", *["workshops.full"] * 5]


def _with_kept_places() -> Workshop:
    """Five places, three of them for wheelchairs."""
    workshop = factories.a_workshop(capacity=SEATS, reserved_seats=3)
    Reserved.objects.create(workshop=workshop, kind=Reserved.Kind.WHEELCHAIR, seats=3)
    return workshop


def test_kept_places_and_open_ones_are_each_given_once(people: list[User]) -> None:
    workshop = _with_kept_places()
    codes = _all_at_once(workshop, people, wheelchair=True)
    assert sorted(codes) == [""] * SEATS + ["workshops.full"] * (PEOPLE - SEATS)
    seated = Registration.objects.in_force()
    assert (seated.filter(reserved=None).count(), seated.exclude(reserved=None).count()) == (2, 3)
    workshop.refresh_from_db()
    assert (workshop.registered_count, workshop.reserved_taken, workshop.reserved.get().taken) == (
        SEATS,
        3,
        3,
    )


def test_control_without_the_condition_kept_places_are_given_to_everybody(
    people: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    everybody_has_read = Barrier(PEOPLE)

    def unguarded(_workshop: object, reserved: Reserved, seats: int) -> bool:
        seen = Reserved.objects.get(pk=reserved.pk)
        everybody_has_read.wait(timeout=30)
        Reserved.objects.filter(pk=reserved.pk).update(taken=seen.taken + seats)
        return True

    monkeypatch.setattr(registering, "count_reserved", unguarded)
    codes = _all_at_once(_with_kept_places(), people, wheelchair=True)
    assert codes.count("") == PEOPLE
    assert Registration.objects.in_force().exclude(reserved=None).count() == PEOPLE > 3


def test_a_group_gets_all_its_places_or_none(people: list[User]) -> None:
    """Sixteen groups of two at five places: two groups come in, one place stays."""
    workshop = factories.a_workshop(capacity=SEATS, companions_max=1)
    codes = _all_at_once(workshop, people, companions=1)
    assert sorted(codes) == ["", "", *["workshops.not_enough_places"] * (PEOPLE - 2)]
    workshop.refresh_from_db()
    assert workshop.registered_count == 4
