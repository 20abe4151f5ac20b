"""What happens around a workshop that is cancelled: who hears of it, and what nobody hears any more."""

from datetime import timedelta

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.kinds import registry as kinds
from civic.notifications.models import Event
from tests import factories
from workshops.before.links import cancel_path
from workshops.domain import inviting, waiting
from workshops.domain.planning import announce_workshop, cancel_workshop, change_workshop
from workshops.domain.registering import cancel_registration, register
from workshops.models import Registration, Workshop

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[str]:
    events = Event.objects.filter(kind=kind)
    return {one.display_name for event in events for one in kinds[kind].recipients(event)}


@pytest.fixture
def full(kim: User) -> Workshop:
    """One place, and kim has it."""
    workshop = factories.a_workshop(capacity=1)
    register(kim, workshop, at=now())
    workshop.refresh_from_db()
    return workshop


def seat_of(person: User) -> Registration:
    return Registration.objects.in_force().select_related("workshop").get(user=person)


def test_an_offer_of_a_cancelled_workshop_ends_without_a_word(
    full: Workshop, kim: User, lee: User, seo: User
) -> None:
    waiting.join(lee, full, at=now())
    cancel_registration(kim, seat_of(kim), at=now())
    cancel_workshop(seo, full, reason="태풍")
    later = now() + timedelta(days=4)
    assert (waiting.end_offers(later), waiting.close_lines(later)) == (0, 0)
    assert told("workshops.cancelled") == {"lee"}
    assert told("workshops.offer_ended") == told("workshops.line_over") == set()


@pytest.mark.parametrize("state", ["planned", "announced"])
def test_who_is_invited_and_who_planned_it_hear_that_it_is_cancelled(
    state: str, seo: User, kim: User, lee: User
) -> None:
    workshop = factories.a_workshop(state=state, planner=lee, by_citizens=True)
    inviting.accept_invitation(kim, inviting.invite(seo, workshop, name="kim", at=now()), at=now())
    cancel_workshop(seo, workshop, reason="태풍")
    assert told("workshops.cancelled") == {"kim", "lee"}


def test_who_is_invited_hears_of_another_time(seo: User, kim: User) -> None:
    workshop = factories.a_workshop()
    inviting.accept_invitation(kim, inviting.invite(seo, workshop, name="kim", at=now()), at=now())
    day = timedelta(days=1)
    change_workshop(
        seo, workshop, at=now(), starts_at=workshop.starts_at + day, ends_at=workshop.ends_at + day
    )
    assert told("workshops.changed") == {"kim"}


@pytest.mark.parametrize("page", ["invitation", "link", "registration"])
def test_pages_of_a_cancelled_workshop_say_that_it_is_cancelled(
    page: str, full: Workshop, kim: User, seo: User, client: Client
) -> None:
    invitation = inviting.invite(seo, full, name="이웃", at=now())
    cancel_workshop(seo, full, reason="태풍 때문에 열지 않습니다.")
    client.cookies["django_language"] = "en"
    client.force_login(kim)
    paths = {
        "invitation": invitation.path,
        "link": cancel_path(seat_of(kim)),
        "registration": f"/workshops/{full.code}/registration/",
    }
    said = client.get(paths[page]).content.decode()
    assert "This workshop has been cancelled." in said
    for wrong in ("has begun or is over", "Your place is reserved", "Come to the place below", "<img"):
        assert wrong not in said


def test_whoever_accepted_before_the_announcement_is_told_of_it(
    seo: User, kim: User, lee: User, client: Client
) -> None:
    workshop = factories.ready(factories.a_workshop(state="planned", access="private", planner=lee))
    invitation = inviting.invite(seo, workshop, name="kim", at=now())
    client.force_login(kim)
    client.cookies["django_language"] = "en"
    accepted = client.post(invitation.path, {"answer": "accept"}, follow=True)
    assert accepted.status_code == 200
    assert "You have accepted this invitation." in accepted.content.decode()
    announce_workshop(seo, workshop, at=now())
    assert told("workshops.announced") == {"kim", "lee"}
    assert client.get(f"/workshops/{workshop.code}/register/").status_code == 200
    assert "You have accepted this invitation." not in client.get(invitation.path).content.decode()


def test_whose_place_the_staff_give_back_is_told(full: Workshop, kim: User, seo: User) -> None:
    seat = seat_of(kim)
    cancel_registration(seo, seat, at=now())
    assert told("workshops.released") == {"kim"}
    register(kim, full, at=now())
    cancel_registration(kim, seat_of(kim), at=now())
    assert Event.objects.filter(kind="workshops.released").count() == 1, "nobody is told of their own act"
