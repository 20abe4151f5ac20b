"""What a browser, a program or a device may send that nobody meant: a sentence at its field, never a fault."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.workshops.conftest import registered
from workshops import refusals
from workshops.domain.planning import change_workshop
from workshops.domain.registering import register
from workshops.models import CitizenPlan, Registration, Workshop
from workshops.spaces.models import Space

pytestmark = pytest.mark.django_db
KEY = "7a2a3f0e-6a9d-4b0e-9c39-0b7f5d1a9f10"


def planned(**more: str) -> dict[str, Any]:
    asked = {"title": "밤길", "area": factories.a_city().pk, "department": factories.a_department().pk}
    return {
        **asked,
        "format": "in_person",
        "starts_at": "2027-03-01T10:00",
        "ends_at": "2027-03-01T12:00",
        "capacity": "5",
        **more,
    }


def errors(client: Client, path: str, sent: dict[str, Any]) -> set[str]:
    response = client.post(path, sent)
    assert response.status_code == 422
    return set(response.context["form"].errors)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"capacity": "99999999999"}, "capacity"),
        ({"capacity": "-1"}, "capacity"),
        ({"starts_at": "9999-12-31T22:00", "ends_at": "9999-12-31T23:59"}, "starts_at"),
        ({"starts_at": "0001-01-01T00:00", "ends_at": "0001-01-01T02:00"}, "starts_at"),
        ({"title": "ㄱ" * 201}, "title"),
        ({"title": "ㄱ\x00"}, "title"),
    ],
)
def test_a_workshop_that_cannot_be(more: dict[str, str], field: str, client: Client, seo: User) -> None:
    client.force_login(seo)
    assert field in errors(client, "/workshops/desk/new/", planned(**more))


def test_a_number_is_wrong_once(client: Client, seo: User) -> None:
    client.force_login(seo)
    form = client.post("/workshops/desk/new/", planned(capacity="-1")).context["form"]
    assert len(form.errors["capacity"]) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("people", "70000"),
        ("people", "501"),
        ("people", "2"),
        ("minutes", "100000"),
        ("minutes", "481"),
        ("wished_at", "9999-12-31T23:00"),
    ],
)
def test_an_application_that_cannot_be(field: str, value: str, client: Client, kim: User) -> None:
    series = factories.a_series(takes_applications=True)
    client.force_login(kim)
    asked = {"series": series.pk, "title": "골목", "reason": "어둡습니다.", "people": "20", "place": "도서관"}
    wished = (now() + timedelta(days=60)).strftime("%Y-%m-%dT%H:%M")
    sent = {**asked, "area": factories.a_city().pk, "wished_at": wished, "minutes": "90"}
    assert errors(client, "/workshops/citizens/apply/", {**sent, field: value}) == {field}
    assert not CitizenPlan.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("capacity", "99999999999"), ("attend_percent", "99999")])
def test_a_course_that_cannot_be(field: str, value: str, client: Client, seo: User) -> None:
    client.force_login(seo)
    asked = {"title": "강좌", "area": factories.a_city().pk, "department": factories.a_department().pk}
    sent = {**asked, "capacity": "5", "attend_percent": "80", field: value}
    assert errors(client, "/school/desk/new/", sent) == {field}


def a_room() -> Space:
    where = {"area": factories.a_city(), "department": factories.a_department(), "address": "세종대로 110"}
    return Space.objects.create(
        title="방", seats=10, open_days=[1, 2, 3, 4, 5, 6, 7], opens="09:00", closes="18:00", **where
    )


def test_a_room_with_more_places_than_a_number_holds(client: Client, seo: User) -> None:
    client.force_login(seo)
    asked = {"title": "방", "area": factories.a_city().pk, "department": factories.a_department().pk}
    hours = {"open_days": ["1"], "opens": "09:00", "closes": "18:00"}
    sent = {**asked, **hours, "address": "세종대로", "seats": "99999999999"}
    assert errors(client, "/spaces/new/", sent) == {"seats"}


def test_a_booking_that_cannot_be_keeps_what_was_typed(client: Client, kim: User) -> None:
    client.force_login(kim)
    day = (now() + timedelta(days=3)).date().isoformat()
    sent = {"day": day, "begins": "07:00", "finishes": "08:00", "group": "이웃"}
    response = client.post(f"/spaces/{a_room().code}/book/", sent)
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"begins"})
    assert "이웃" in response.content.decode()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-W01-1", "x", "%00"])
def test_a_room_on_a_day_that_is_none(day: str, client: Client) -> None:
    assert client.get(f"/spaces/{a_room().code}/?day={day}").status_code == 200


def test_an_answer_to_a_question_of_five_thousand_digits(
    client: Client, workshop: Workshop, kim: User
) -> None:
    client.force_login(kim)
    body = json.dumps({"name": "김", "answers": {"9" * 5000: "x"}})
    path = f"/api/v1/workshops/{workshop.code}/registration/"
    assert client.post(path, body, content_type="application/json").status_code == 422
    assert not Registration.objects.exists()


@pytest.mark.parametrize("name", ["김\x00", "김\ud800"])
def test_a_device_is_not_stuck_on_a_letter_that_no_database_keeps(
    name: str, client: Client, today: Workshop, seo: User, kim: User
) -> None:
    seat = registered(today, kim)
    client.force_login(seo)
    moment = now().isoformat()
    codes = [{"code": seat.code, "at": moment}, {"code": name, "at": moment}]
    body = json.dumps({"checkins": codes, "walkins": [{"key": KEY, "name": name, "at": moment}]})
    path = f"/workshops/desk/{today.code}/door/deliver/"
    told = client.post(path, body, content_type="application/json").json()
    assert (told["told"][seat.code], told["walkins"][KEY]) == ("in", "in")
    assert Registration.objects.get(walk_in=True).name.startswith("김")


@pytest.mark.parametrize("body", ["[" * 100_000, "{}", "7", '{"checkins": 7}', "\x00", ""])
def test_a_delivery_that_is_none_is_refused(body: str, client: Client, today: Workshop, seo: User) -> None:
    client.force_login(seo)
    path = f"/workshops/desk/{today.code}/door/deliver/"
    assert client.post(path, body, content_type="application/json").status_code == 422


def test_an_announced_workshop_is_not_moved_into_the_past(
    workshop: Workshop, seo: User, kim: User, client: Client
) -> None:
    register(kim, workshop, at=now())
    ago = now() - timedelta(days=2)
    with pytest.raises(refusals.BeginsInThePast):
        change_workshop(seo, workshop, at=now(), starts_at=ago, ends_at=ago + timedelta(hours=2))
    client.force_login(seo)
    local = "%Y-%m-%dT%H:%M"
    times = {"starts_at": ago.strftime(local), "ends_at": (ago + timedelta(hours=2)).strftime(local)}
    path = f"/workshops/desk/{workshop.code}/change/"
    assert errors(client, path, planned(**times)) == {"starts_at"}
    assert errors(client, path, planned(capacity="0")) == {"capacity"}


def test_too_few_places_are_said_at_their_field(workshop: Workshop, seo: User, client: Client) -> None:
    for name in ("ann", "ben"):
        register(factories.a_person(name), workshop, at=now())
    client.force_login(seo)
    path = f"/workshops/desk/{workshop.code}/change/"
    assert errors(client, path, planned(capacity="1")) == {"capacity"}
