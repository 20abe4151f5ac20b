"""A line that ends without a place says so: before the workshop, and when only invited people may come."""

from datetime import timedelta

import pytest

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.kinds import registry as kinds
from civic.notifications.models import Event
from tests import factories
from workshops import refusals
from workshops.domain import waiting
from workshops.domain.arranging import set_access
from workshops.domain.inviting import accept_invitation, invite
from workshops.domain.registering import cancel_registration, register
from workshops.models import Registration, Waiting, Workshop

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    events = Event.objects.filter(kind=kind).order_by("pk")
    return [one.display_name for event in events for one in kinds[kind].recipients(event)]


@pytest.fixture
def full(kim: User) -> Workshop:
    workshop = factories.a_workshop(capacity=1)
    register(kim, workshop, at=now())
    workshop.refresh_from_db()
    return workshop


def free(person: User) -> None:
    cancel_registration(person, Registration.objects.in_force().get(user=person), at=now())


def test_who_waits_uninvited_is_not_offered_a_place_of_a_private_workshop(
    full: Workshop, kim: User, lee: User, seo: User
) -> None:
    waiting.join(lee, full, at=now())
    set_access(seo, full, access="private", companions_max=0, at=now())
    free(kim)
    full.refresh_from_db()
    assert told("workshops.line_closed") == ["lee"]
    assert told("workshops.place_offered") == []
    assert full.registered_count == 0


def test_a_place_on_offer_goes_to_the_invited_when_access_is_narrowed(
    full: Workshop, kim: User, lee: User, seo: User
) -> None:
    ann = factories.a_person("ann")
    accept_invitation(ann, invite(seo, full, name="ann", at=now()), at=now())
    entries = [waiting.join(person, full, at=now()) for person in (lee, ann)]
    free(kim)
    set_access(seo, full, access="transparent", companions_max=0, at=now())
    assert told("workshops.place_offered") == ["lee", "ann"]
    with pytest.raises(refusals.NotWaiting):
        waiting.take(lee, entries[0], at=now())
    waiting.take(ann, entries[1], at=now())
    full.refresh_from_db()
    assert full.registered_count == 1


def test_opening_it_to_everybody_closes_nothing(full: Workshop, lee: User, seo: User) -> None:
    waiting.join(lee, full, at=now())
    set_access(seo, full, access="open", companions_max=2, at=now())
    assert Waiting.objects.going_on().count() == 1


def test_who_got_no_place_is_told_when_offers_end(full: Workshop, lee: User) -> None:
    waiting.join(lee, full, at=now())
    before = full.starts_at - timedelta(hours=2)
    assert waiting.close_lines(before - timedelta(seconds=1)) == 0
    assert [waiting.close_lines(before), waiting.close_lines(before)] == [1, 0]
    assert told("workshops.line_over") == ["lee"]
    assert Waiting.objects.get().outcome == Waiting.Outcome.CLOSED


def test_places_kept_for_a_group_that_never_got_enough_are_free_then(kim: User, lee: User) -> None:
    workshop = factories.a_workshop(capacity=2, companions_max=1)
    register(kim, workshop, at=now())
    waiting.join(lee, workshop, at=now(), companions=1)
    workshop.refresh_from_db()
    assert workshop.registered_count == 2
    waiting.close_lines(workshop.starts_at - timedelta(hours=1))
    workshop.refresh_from_db()
    assert workshop.registered_count == 1


def test_who_joins_in_the_last_hours_is_told_at_the_beginning(full: Workshop, lee: User) -> None:
    waiting.join(lee, full, at=full.starts_at - timedelta(minutes=90))
    assert waiting.close_lines(full.starts_at - timedelta(minutes=80)) == 0
    assert [waiting.close_lines(full.starts_at) for _again in range(2)] == [1, 0]
    assert told("workshops.line_over") == ["lee"]
