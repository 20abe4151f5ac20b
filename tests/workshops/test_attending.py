"""At the door."""

from datetime import timedelta

import pytest
from django.utils import timezone

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed
from tests import factories
from tests.workshops.conftest import registered
from workshops import refusals
from workshops.domain import attending
from workshops.domain.registering import cancel_registration
from workshops.models import Registration, Workshop


def test_the_second_check_in_says_since_when(today: Workshop, kim: User, seo: User) -> None:
    registration = registered(today, kim)
    first = attending.check_in(seo, registration, at=now())
    second = attending.check_in(seo, registration, at=now() + timedelta(minutes=5))
    assert (first.first, second.first) == (True, False)
    assert second.since == first.since


def test_a_code_is_found_however_it_is_typed(today: Workshop, kim: User) -> None:
    registration = registered(today, kim)
    typed = f" {registration.code[:3].lower()}-{registration.code[3:].lower()} "
    assert attending.find_by_code(today, typed) == registration


def test_a_code_of_another_workshop_is_unknown(today: Workshop, workshop: Workshop, kim: User) -> None:
    registration = registered(workshop, kim)
    with pytest.raises(refusals.UnknownCode):
        attending.find_by_code(today, registration.code)


def test_nobody_is_checked_in_before_the_day(workshop: Workshop, kim: User, seo: User) -> None:
    registration = registered(workshop, kim)
    with pytest.raises(refusals.CheckInNotOpen):
        attending.check_in(seo, registration, at=workshop.starts_at - timedelta(days=1))
    day = timezone.localtime(workshop.starts_at).replace(hour=0, minute=0, second=0, microsecond=0)
    assert attending.check_in(seo, registration, at=day).first


def test_the_door_of_a_workshop_after_midnight_opens_an_hour_before(kim: User, seo: User) -> None:
    night = factories.a_workshop()
    night.starts_at = (timezone.localtime() + timedelta(days=3)).replace(hour=0, minute=20, second=0)
    night.ends_at = night.starts_at + timedelta(hours=2)
    night.save()
    registration = registered(night, kim)
    with pytest.raises(refusals.CheckInNotOpen):
        attending.check_in(seo, registration, at=night.starts_at - timedelta(minutes=61))
    assert attending.check_in(seo, registration, at=night.starts_at - timedelta(minutes=60)).first


def test_a_cancelled_registration_lets_nobody_in(today: Workshop, kim: User, seo: User) -> None:
    registration = registered(today, kim)
    cancel_registration(seo, registration, at=now())
    with pytest.raises(refusals.NotRegistered):
        attending.check_in(seo, registration, at=now())


def test_a_check_in_can_be_undone_and_done_again(today: Workshop, kim: User, seo: User) -> None:
    registration = registered(today, kim)
    attending.check_in(seo, registration, at=now())
    attending.undo_check_in(seo, registration, at=now())
    with pytest.raises(refusals.NotCheckedIn):
        attending.undo_check_in(seo, registration, at=now())
    assert attending.check_in(seo, registration, at=now()).first


def test_a_walk_in_takes_a_place_and_is_here(seo: User) -> None:
    workshop = factories.a_workshop(capacity=1, starts_in=timedelta(minutes=-5))
    person = attending.admit_walk_in(seo, workshop, name="이웃", at=now())
    workshop.refresh_from_db()
    assert person.walk_in
    assert person.checked_in_at is not None
    assert workshop.registered_count == 1
    with pytest.raises(refusals.WorkshopFull):
        attending.admit_walk_in(seo, Workshop.objects.get(pk=workshop.pk), name="둘째", at=now())


def test_a_host_frees_the_place_of_somebody_who_did_not_come(kim: User, seo: User) -> None:
    workshop = factories.a_workshop(capacity=1, starts_in=timedelta(minutes=-5))
    absent = registered(workshop, kim)
    cancel_registration(seo, absent, at=now())
    workshop.refresh_from_db()
    assert attending.admit_walk_in(seo, workshop, name="이웃", at=now()).pk


@pytest.mark.parametrize("name", ["kim", "yoon", "park"])
def test_only_a_host_stands_at_the_door(
    name: str, today: Workshop, lee: User, request: pytest.FixtureRequest
) -> None:
    registration = registered(today, lee)
    person = request.getfixturevalue(name)
    with pytest.raises(NotAllowed):
        attending.check_in(person, registration, at=now())
    assert not Registration.objects.filter(checked_in_at__isnull=False).exists()
