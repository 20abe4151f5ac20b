"""Taking a place and giving it back."""

from datetime import timedelta

import pytest

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed, SignInFirst
from civic.notifications.models import Event
from tests import factories
from tests.workshops.conftest import registered
from workshops import refusals
from workshops.domain.planning import cancel_workshop
from workshops.domain.registering import cancel_registration, register
from workshops.models import Registration, Workshop


def test_a_registration_takes_one_place_and_is_told(workshop: Workshop, kim: User) -> None:
    registration = register(kim, workshop, at=now(), needs="휠체어 자리")
    workshop.refresh_from_db()
    assert workshop.registered_count == 1
    assert (registration.name, registration.needs, len(registration.code)) == ("kim", "휠체어 자리", 6)
    assert Event.objects.get(kind="workshops.registered").params["code"] == registration.code


def test_one_person_registers_once(workshop: Workshop, kim: User) -> None:
    register(kim, workshop, at=now())
    with pytest.raises(refusals.AlreadyRegistered):
        register(kim, workshop, at=now())
    workshop.refresh_from_db()
    assert workshop.registered_count == 1


def test_a_full_workshop_says_so_with_the_way_forward(kim: User, lee: User) -> None:
    workshop = factories.a_workshop(capacity=1)
    register(kim, workshop, at=now())
    workshop.refresh_from_db()
    with pytest.raises(refusals.WorkshopFull) as no:
        register(lee, workshop, at=now())
    assert no.value.way_forward
    assert Registration.objects.count() == 1


def test_a_stale_copy_of_the_workshop_does_not_overbook(kim: User, lee: User) -> None:
    workshop = factories.a_workshop(capacity=1)
    stale = Workshop.objects.get(pk=workshop.pk)
    register(kim, workshop, at=now())
    with pytest.raises(refusals.WorkshopFull):
        register(lee, stale, at=now())


def test_a_cancelled_seat_goes_to_somebody_else_and_its_owner_may_return(kim: User, lee: User) -> None:
    workshop = factories.a_workshop(capacity=1)
    first = register(kim, workshop, at=now())
    cancel_registration(kim, first, at=now())
    workshop.refresh_from_db()
    assert workshop.registered_count == 0
    second = register(kim, workshop, at=now())
    assert second.code != first.code


def test_a_registration_is_cancelled_once(workshop: Workshop, kim: User) -> None:
    registration = register(kim, workshop, at=now())
    stale = Registration.objects.select_related("workshop").get(pk=registration.pk)
    cancel_registration(kim, registration, at=now())
    with pytest.raises(refusals.NotRegistered):
        cancel_registration(kim, stale, at=now())
    workshop.refresh_from_db()
    assert workshop.registered_count == 0


def test_nobody_cancels_for_another_person(workshop: Workshop, kim: User, lee: User) -> None:
    registration = register(kim, workshop, at=now())
    with pytest.raises(NotAllowed):
        cancel_registration(lee, registration, at=now())


@pytest.mark.parametrize(
    ("state", "starts_in", "refusal"),
    [
        ("planned", 3, refusals.RegistrationNotOpen),
        ("cancelled", 3, refusals.WorkshopCancelled),
        ("held", 3, refusals.WorkshopBegan),
        ("announced", -1, refusals.WorkshopBegan),
    ],
)
def test_registration_is_refused_by_state_and_time(
    state: str, starts_in: int, refusal: type, kim: User
) -> None:
    workshop = factories.a_workshop(state=state, starts_in=timedelta(hours=starts_in))
    with pytest.raises(refusal):
        register(kim, workshop, at=now())
    assert not Registration.objects.exists()


def test_a_workshop_cancelled_meanwhile_takes_nobody(workshop: Workshop, kim: User, seo: User) -> None:
    stale = Workshop.objects.get(pk=workshop.pk)
    cancel_workshop(seo, workshop, reason="태풍")
    with pytest.raises(refusals.WorkshopCancelled):
        register(kim, stale, at=now())


def test_somebody_not_signed_in_signs_in_first(workshop: Workshop) -> None:
    from django.contrib.auth.models import AnonymousUser

    with pytest.raises(SignInFirst):
        register(AnonymousUser(), workshop, at=now())


def test_who_came_cannot_cancel(today: Workshop, kim: User, seo: User) -> None:
    from workshops.domain.attending import check_in

    registration = registered(today, kim)
    check_in(seo, registration, at=now())
    with pytest.raises(refusals.AlreadyCheckedIn):
        cancel_registration(seo, registration, at=now())
