"""Places kept for some, companions, and the line when people come in groups."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed
from tests import factories
from workshops import refusals
from workshops.before import refusals as before
from workshops.domain import attending, waiting
from workshops.domain.arranging import keep_places, set_access
from workshops.domain.inviting import accept_invitation, invite
from workshops.domain.planning import change_workshop
from workshops.domain.registering import cancel_registration, register
from workshops.models import Reserved, Waiting, Workshop

Kind = Reserved.Kind


def _kept(seo: User, kind: str = Kind.WHEELCHAIR, seats: int = 2, **fields: object) -> Workshop:
    workshop = factories.a_workshop(capacity=5, companions_max=2, **fields)
    area = factories.a_borough() if kind == Kind.AREA else None
    return keep_places(seo, workshop, kind=kind, seats=seats, area=area, at=now())


def test_a_kept_place_is_taken_first_and_leaves_the_open_ones(seo: User, kim: User, lee: User) -> None:
    workshop = _kept(seo)
    seat = register(kim, workshop, at=now(), wheelchair=True)
    other = register(lee, workshop, at=now())
    workshop.refresh_from_db()
    assert (str(seat.reserved and seat.reserved.kind), other.reserved) == ("wheelchair", None)
    assert (workshop.seats_left, workshop.registered_count, workshop.reserved_taken) == (2, 2, 1)
    cancel_registration(kim, seat, at=now())
    workshop.refresh_from_db()
    assert (workshop.seats_left, workshop.registered_count, workshop.reserved_taken) == (2, 1, 0)


def test_kept_places_are_not_for_everybody(seo: User) -> None:
    workshop = _kept(seo, seats=4)
    register(factories.a_person("first"), workshop, at=now())
    with pytest.raises(refusals.WorkshopFull):
        register(factories.a_person("second"), workshop, at=now())
    register(factories.a_person("third"), workshop, at=now(), wheelchair=True)


def test_places_for_an_area_are_for_its_verified_people(seo: User, kim: User) -> None:
    workshop = _kept(seo, Kind.AREA, seats=4)
    assert kim.residency.area == workshop.reserved.get().area
    register(factories.a_person("stranger"), workshop, at=now())
    with pytest.raises(refusals.WorkshopFull):
        register(factories.a_person("another"), workshop, at=now())
    seat = register(kim, workshop, at=now())
    assert seat.reserved is not None


def test_places_for_invited_people(seo: User, kim: User, lee: User) -> None:
    workshop = _kept(seo, Kind.INVITED, seats=5)
    accept_invitation(kim, invite(seo, workshop, name="김", at=now()), at=now())
    with pytest.raises(refusals.WorkshopFull):
        register(lee, workshop, at=now())
    assert register(kim, workshop, at=now()).reserved is not None


def test_companions_count_and_are_limited(seo: User, kim: User, lee: User) -> None:
    workshop = factories.a_workshop(capacity=4, companions_max=2)
    register(kim, workshop, at=now(), companions=2)
    workshop.refresh_from_db()
    assert workshop.seats_left == 1
    with pytest.raises(refusals.NotEnoughPlaces):
        register(lee, workshop, at=now(), companions=1)
    with pytest.raises(before.TooManyCompanions):
        register(lee, factories.a_workshop(capacity=9, companions_max=2), at=now(), companions=3)


def test_places_are_kept_only_where_there_are_free_ones_and_given_up_to_those_who_wait(
    seo: User, kim: User, lee: User
) -> None:
    workshop = _kept(seo, seats=3)
    for name in ("one", "two"):
        register(factories.a_person(name), workshop, at=now())
    workshop.refresh_from_db()
    with pytest.raises(before.ReservedTooMany):
        keep_places(seo, workshop, kind=Kind.INVITED, seats=1, at=now())
    with pytest.raises(refusals.CapacityBelowRegistered):
        change_workshop(seo, workshop, at=now(), capacity=4)
    register(kim, workshop, at=now(), wheelchair=True)
    with pytest.raises(before.ReservedTaken):
        keep_places(seo, workshop, kind=Kind.WHEELCHAIR, seats=0, at=now())
    workshop.refresh_from_db()
    entry = waiting.join(lee, workshop, at=now())
    keep_places(seo, workshop, kind=Kind.WHEELCHAIR, seats=1, at=now())
    entry.refresh_from_db()
    assert entry.offered_at is not None
    workshop.refresh_from_db()
    assert (workshop.registered_count, workshop.seats_left) == (4, 1)


def test_the_database_counts_kept_places_too(seo: User) -> None:
    workshop = _kept(seo)
    for broken in ({"registered_count": 4}, {"reserved_taken": 3}, {"reserved_seats": 6}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Workshop.objects.filter(pk=workshop.pk).update(**broken)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reserved.objects.update(taken=3)


def test_a_walk_in_gets_a_kept_place_that_nobody_took(seo: User) -> None:
    workshop = factories.a_workshop(capacity=2, starts_in=timedelta(minutes=5))
    workshop = keep_places(seo, workshop, kind=Kind.WHEELCHAIR, seats=1, at=now())
    first, second = (attending.admit_walk_in(seo, workshop, name=name, at=now()) for name in ("가", "나"))
    assert (first.reserved, second.reserved and second.reserved.kind) == (None, "wheelchair")
    workshop.refresh_from_db()
    with pytest.raises(refusals.WorkshopFull):
        attending.admit_walk_in(seo, workshop, name="다", at=now())


def test_a_group_in_line_keeps_what_comes_until_it_is_enough(seo: User, kim: User, lee: User) -> None:
    workshop = factories.a_workshop(capacity=2, companions_max=2)
    seats = [register(factories.a_person(name), workshop, at=now()) for name in ("one", "two")]
    group = waiting.join(kim, Workshop.objects.get(pk=workshop.pk), at=now(), companions=1)
    single = waiting.join(lee, Workshop.objects.get(pk=workshop.pk), at=now())
    cancel_registration(seats[0].user, seats[0], at=now())  # type: ignore[arg-type]  # they have one
    group.refresh_from_db()
    single.refresh_from_db()
    assert (group.kept, group.offered_at, single.offered_at) == (1, None, None), (
        "nobody is served before the group"
    )
    with pytest.raises(refusals.WorkshopFull):
        register(factories.a_person("outsider"), Workshop.objects.get(pk=workshop.pk), at=now())
    cancel_registration(seats[1].user, seats[1], at=now())  # type: ignore[arg-type]
    group.refresh_from_db()
    assert group.offered_at is not None
    assert waiting.take(kim, group, at=now()).seats == 2


def test_a_group_that_leaves_the_line_gives_on_what_was_kept(seo: User, kim: User, lee: User) -> None:
    workshop = factories.a_workshop(capacity=1, companions_max=2)
    group = waiting.join(kim, workshop, at=now(), companions=1)
    assert group.pk is not None
    workshop.refresh_from_db()
    assert workshop.seats_left == 0, "the one free place is kept for the group that came first"
    single = waiting.join(lee, workshop, at=now())
    waiting.leave_line(kim, group, at=now())
    single.refresh_from_db()
    assert single.offered_at is not None


def test_what_is_kept_for_a_group_that_never_got_enough_is_free_at_the_end(
    seo: User, kim: User, lee: User
) -> None:
    workshop = factories.a_workshop(capacity=1, companions_max=2)
    waiting.join(kim, workshop, at=now(), companions=1)
    late = workshop.starts_at - timedelta(hours=1)
    waiting.end_offers(workshop.starts_at - timedelta(hours=5))
    workshop.refresh_from_db()
    assert workshop.seats_left == 0
    waiting.end_offers(late)
    workshop.refresh_from_db()
    assert (workshop.seats_left, Waiting.objects.get().kept) == (1, 0)
    register(lee, workshop, at=late)


def test_whoever_finds_a_kept_place_leaves_the_line(seo: User, kim: User) -> None:
    workshop = _kept(seo, seats=1)
    for number in range(4):
        register(factories.a_person(f"early{number}"), workshop, at=now())
    workshop.refresh_from_db()
    entry = waiting.join(kim, workshop, at=now())
    register(kim, workshop, at=now(), wheelchair=True)
    entry.refresh_from_db()
    assert entry.outcome == Waiting.Outcome.TOOK


def test_a_kept_place_that_is_given_back_goes_past_those_who_may_not_take_it(
    seo: User, kim: User, lee: User
) -> None:
    workshop = _kept(seo, seats=1)
    wheels = register(factories.a_person("wheels"), workshop, at=now(), wheelchair=True)
    for number in range(4):
        register(factories.a_person(f"early{number}"), workshop, at=now())
    workshop.refresh_from_db()
    walker = waiting.join(kim, workshop, at=now())
    roller = waiting.join(lee, workshop, at=now(), wheelchair=True)
    cancel_registration(wheels.user, wheels, at=now())  # type: ignore[arg-type]  # they have one
    walker.refresh_from_db()
    roller.refresh_from_db()
    assert (walker.offered_at, roller.kept, str(roller.reserved and roller.reserved.kind)) == (
        None,
        1,
        "wheelchair",
    )
    with pytest.raises(refusals.WorkshopFull):
        register(
            factories.a_person("outsider"), Workshop.objects.get(pk=workshop.pk), at=now(), wheelchair=True
        )
    seat = waiting.take(lee, roller, at=now())
    assert seat.reserved == roller.reserved
    workshop.refresh_from_db()
    assert (workshop.reserved_taken, workshop.registered_count) == (1, 5)


def test_a_kept_place_that_is_let_go_and_wanted_by_nobody_is_free_for_its_people(
    seo: User, kim: User, lee: User
) -> None:
    workshop = _kept(seo, seats=1)
    wheels = register(factories.a_person("wheels"), workshop, at=now(), wheelchair=True)
    for number in range(4):
        register(factories.a_person(f"early{number}"), workshop, at=now())
    workshop.refresh_from_db()
    waiting.join(kim, workshop, at=now())
    roller = waiting.join(lee, workshop, at=now(), wheelchair=True)
    cancel_registration(wheels.user, wheels, at=now())  # type: ignore[arg-type]
    waiting.leave_line(lee, roller, at=now())
    workshop.refresh_from_db()
    assert (workshop.reserved_taken, workshop.seats_left) == (0, 0)
    assert register(lee, workshop, at=now(), wheelchair=True).reserved is not None


def test_places_that_are_kept_anew_go_to_the_line_of_their_people(seo: User, kim: User, lee: User) -> None:
    """kim lives in Jongno, lee does not; both wait, lee longer."""
    workshop = factories.a_workshop(capacity=1)
    register(factories.a_person("early"), workshop, at=now())
    workshop.refresh_from_db()
    first = waiting.join(lee, workshop, at=now())
    second = waiting.join(kim, workshop, at=now())
    jongno = factories.a_borough()
    change_workshop(
        seo, workshop, at=now() + timedelta(days=30), capacity=2
    )  # too late for an offer: it stays free
    keep_places(seo, workshop, kind=Kind.AREA, seats=1, at=now(), area=jongno)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.offered_at, str(second.reserved and second.reserved.kind)) == (None, "area")


def test_only_the_host_sets_it_up(seo: User, kim: User, workshop: Workshop) -> None:
    with pytest.raises(NotAllowed):
        keep_places(kim, workshop, kind=Kind.WHEELCHAIR, seats=1, at=now())
    with pytest.raises(NotAllowed):
        set_access(kim, workshop, access="private", companions_max=1, at=now())
    fresh = set_access(seo, workshop, access="transparent", companions_max=1, at=now())
    assert (fresh.access, fresh.companions_max) == ("transparent", 1)
