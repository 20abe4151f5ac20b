"""The line for a place: who gets it, for how long it is held, and where it goes when nobody takes it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from civic.accounts.domain.leaving import leave as leave_for_good
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed
from civic.notifications.kinds import registry as kinds
from civic.notifications.models import Event
from tests import factories
from workshops import refusals
from workshops.domain import waiting as line
from workshops.domain.planning import cancel_workshop, change_workshop
from workshops.domain.registering import cancel_registration, register
from workshops.models import Registration, Waiting, Workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(kim: User) -> Workshop:
    """One place, and kim has it; it begins in a week."""
    workshop = factories.a_workshop(capacity=1)
    register(kim, workshop, at=now())
    workshop.refresh_from_db()
    return workshop


def seat_of(person: User) -> Registration:
    return Registration.objects.in_force().select_related("workshop").get(user=person)


def joined(workshop: Workshop, *names: str) -> list[Waiting]:
    return [line.join(factories.a_person(name), workshop, at=now()) for name in names]


def counted(workshop: Workshop) -> int:
    workshop.refresh_from_db()
    return workshop.registered_count


def offered(workshop: Workshop) -> list[str]:
    held = Waiting.objects.going_on().filter(workshop=workshop, offered_at__isnull=False)
    return [one.name for one in held.order_by("id")]


def test_places_in_line_are_in_the_order_of_joining(full: Workshop) -> None:
    first, second, third = joined(full, "ann", "ben", "cho")
    assert [line.place_in_line(one) for one in (first, second, third)] == [1, 2, 3]
    line.leave_line(second.user, second, at=now())
    assert line.place_in_line(third) == 2
    told = Event.objects.filter(kind="workshops.waiting").order_by("pk")
    assert [event.params["place"] for event in told] == ["1", "2", "3"]


def test_there_is_no_line_while_there_are_places(lee: User) -> None:
    with pytest.raises(refusals.PlacesLeft):
        line.join(lee, factories.a_workshop(capacity=1), at=now())


def test_nobody_stands_in_line_twice_or_beside_a_place(full: Workshop, kim: User, lee: User) -> None:
    line.join(lee, full, at=now())
    with pytest.raises(refusals.AlreadyWaiting):
        line.join(lee, full, at=now())
    with pytest.raises(refusals.AlreadyRegistered):
        line.join(kim, full, at=now())
    assert Waiting.objects.count() == 1


def test_a_place_given_back_is_held_for_whoever_waited_longest(full: Workshop, kim: User) -> None:
    ann, _ben = joined(full, "ann", "ben")
    at = now()
    cancel_registration(kim, seat_of(kim), at=at)
    assert offered(full) == ["ann"]
    assert counted(full) == 1, "the held place stays counted as taken"
    ann.refresh_from_db()
    assert ann.offer_until == at + timedelta(hours=24)
    with pytest.raises(refusals.WorkshopFull):
        register(factories.a_person("passer-by"), full, at=at)
    assert Event.objects.filter(kind="workshops.place_offered").count() == 1


def test_taking_it_makes_a_registration(full: Workshop, kim: User) -> None:
    (ann,) = joined(full, "ann")
    cancel_registration(kim, seat_of(kim), at=now())
    registration = line.take(ann.user, ann, at=now())
    assert (registration.user, registration.name) == (ann.user, "ann")
    ann.refresh_from_db()
    assert (ann.outcome, counted(full)) == ("took", 1)
    with pytest.raises(refusals.NotWaiting):
        line.take(ann.user, ann, at=now())


def test_only_who_is_offered_a_place_takes_it_and_only_in_time(full: Workshop, kim: User, lee: User) -> None:
    ann, ben = joined(full, "ann", "ben")
    at = now()
    cancel_registration(kim, seat_of(kim), at=at)
    with pytest.raises(refusals.NoOffer):
        line.take(ben.user, ben, at=at)
    with pytest.raises(NotAllowed):
        line.take(lee, ann, at=at)
    with pytest.raises(refusals.NoOffer):
        line.take(ann.user, ann, at=at + timedelta(hours=24))
    assert not Registration.objects.in_force().exists()


def test_an_offer_that_is_let_go_goes_to_the_next(full: Workshop, kim: User) -> None:
    ann, _ben = joined(full, "ann", "ben")
    cancel_registration(kim, seat_of(kim), at=now())
    ann.refresh_from_db()
    line.leave_line(ann.user, ann, at=now())
    assert (offered(full), counted(full)) == (["ben"], 1)


def test_an_offer_that_nobody_took_goes_on_by_the_clock_and_at_last_to_anybody(
    full: Workshop, kim: User
) -> None:
    joined(full, "ann", "ben")
    at = now()
    cancel_registration(kim, seat_of(kim), at=at)
    assert line.end_offers(at + timedelta(hours=23)) == 0
    assert line.end_offers(at + timedelta(hours=24)) == 1
    assert (offered(full), counted(full)) == (["ben"], 1)
    assert line.end_offers(at + timedelta(hours=24)) == 0, "the clock may look any number of times"
    assert line.end_offers(at + timedelta(hours=48)) == 1
    assert (offered(full), counted(full)) == ([], 0)
    assert set(Waiting.objects.values_list("outcome", flat=True)) == {"passed"}
    assert Event.objects.filter(kind="workshops.offer_ended").count() == 2


@pytest.mark.parametrize(("hours", "held"), [(27, 24), (20, 18), (2.4, 0), (1, 0)])
def test_offers_end_two_hours_before_the_beginning(kim: User, lee: User, hours: float, held: float) -> None:
    workshop = factories.a_workshop(capacity=1, starts_in=timedelta(hours=hours))
    register(kim, workshop, at=now())
    entry = line.join(lee, workshop, at=now())
    at = workshop.starts_at - timedelta(hours=hours)
    cancel_registration(kim, seat_of(kim), at=at)
    entry.refresh_from_db()
    if held:
        assert entry.offer_until == at + timedelta(hours=held)
    else:
        assert entry.offer_until is None
        assert counted(workshop) == 0
        assert register(lee, workshop, at=at).user == lee, "in the last hours a free place is anybody's"
        entry.refresh_from_db()
        assert entry.outcome == "took"


def test_new_places_go_to_those_in_line_first(full: Workshop, seo: User) -> None:
    joined(full, "ann", "ben", "cho")
    change_workshop(seo, full, at=now(), capacity=3)
    assert (offered(full), counted(full)) == (["ann", "ben"], 3)


def test_a_cancelled_workshop_offers_nothing_and_tells_those_in_line(
    full: Workshop, kim: User, seo: User
) -> None:
    (ann,) = joined(full, "ann")
    cancel_workshop(seo, full, reason="호우")
    event = Event.objects.get(kind="workshops.cancelled")
    assert set(kinds["workshops.cancelled"].recipients(event)) == {kim, ann.user}
    with pytest.raises(refusals.WorkshopCancelled):
        cancel_registration(kim, seat_of(kim), at=now())
    assert offered(full) == []


def test_who_leaves_for_good_leaves_line_and_place(full: Workshop, kim: User) -> None:
    ann, _ben = joined(full, "ann", "ben")
    leave_for_good(kim, at=now())
    assert offered(full) == ["ann"]
    leave_for_good(ann.user, at=now())
    assert offered(full) == ["ben"]


def test_the_line_on_the_pages(full: Workshop, kim: User, lee: User, client: Client) -> None:
    path = full.get_absolute_url()
    client.force_login(lee)
    assert f"{path}waiting/" in client.get(path).content.decode()
    assert client.post(f"{path}waiting/", {"name": ""}).status_code == 422
    assert client.post(f"{path}waiting/", {"name": "이웃", "needs": "휠체어"}).status_code == 302
    cancel_registration(kim, seat_of(kim), at=now())
    page = client.get(f"{path}waiting/").content.decode()
    assert f"{path}waiting/take/" in page
    answer = client.post(f"{path}waiting/take/")
    assert (answer.status_code, answer["Location"]) == (302, f"{path}registration/")
    assert seat_of(lee).needs == "휠체어"
    assert client.get(f"{path}waiting/").status_code == 409


def test_the_line_for_programs(full: Workshop, kim: User, lee: User, client: Client) -> None:
    path = f"/api/v1/workshops/{full.code}/waiting/"
    assert client.get(path).status_code == 401
    client.force_login(lee)
    assert client.get(path).json()["type"].endswith("workshops.not_waiting")
    created = client.post(path, {"needs": "자막"}, content_type="application/json")
    assert (created.status_code, created.json()["place"]) == (201, 1)
    assert client.post(f"{path}take/").json()["type"].endswith("workshops.no_offer")
    cancel_registration(kim, seat_of(kim), at=now())
    assert client.get(path).json()["place"] == 0
    assert client.post(f"{path}take/").status_code == 201
    assert client.delete(path).json()["type"].endswith("workshops.not_waiting")


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_page_costs_the_same_for_one_and_for_three_in_line(
    number: int, full: Workshop, seo: User, client: Client, django_assert_num_queries: Any
) -> None:
    joined(full, *(f"person{n}" for n in range(number)))
    client.force_login(seo)
    path = f"/workshops/desk/{full.code}/people/"
    client.get(path)
    with django_assert_num_queries(9):
        page = client.get(path).content.decode()
    assert page.count("person") >= number


def test_an_offer_has_an_end_after_its_beginning(full: Workshop, lee: User) -> None:
    from django.db import IntegrityError, transaction

    entry = line.join(lee, full, at=now())
    moment: datetime = now()
    for broken in (
        {"offered_at": moment},
        {"offered_at": moment, "offer_until": moment},
        {"ended_at": moment},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Waiting.objects.filter(pk=entry.pk).update(**broken)
