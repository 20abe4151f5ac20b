"""One table over every door: the same act, by domain, page and API, gives the same refusal, and writes nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from civic.accounts.models import User
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered, routed
from workshops.domain import answering, attending, planning, recording, registering, routing
from workshops.models import Opinion, Registration, Workshop

PEOPLE = ["nobody", "kim", "yoon", "park", "seo"]
MAY_NOT, SIGN_IN = "accounts.not_allowed", "accounts.sign_in_first"


class Room:
    """One workshop of each stage, with one registration and one opinion, made before anybody knocks."""

    def __init__(self, seo: User, lee: User) -> None:
        self.planned = factories.ready(factories.a_workshop(state="planned"))
        self.open = factories.a_workshop()
        self.today = factories.a_workshop(starts_in=timedelta(minutes=-5))
        self.registration = registered(self.today, lee)
        self.present = registering.register(
            factories.a_person("present"), self.today, at=self.today.starts_at - timedelta(hours=1)
        )
        attending.check_in(seo, self.present, at=now())
        self.held = recording.hold_workshop(
            seo, factories.a_workshop(starts_in=timedelta(minutes=-5)), at=now()
        )
        self.said = an_opinion(self.held, seo)
        recorded = recording.hold_workshop(
            seo, factories.a_workshop(starts_in=timedelta(minutes=-5)), at=now()
        )
        self.owned = routed(an_opinion(recorded, seo), seo)
        self.recorded = recording.publish_record(seo, recorded, at=now())
        self.owned.refresh_from_db()


@pytest.fixture
def room(seo: User, lee: User, yoon: User) -> Room:
    return Room(seo, lee)


def _actor(name: str, request: pytest.FixtureRequest) -> Any:
    return AnonymousUser() if name == "nobody" else User.objects.get(pk=request.getfixturevalue(name).pk)


def _due() -> str:
    return f"{now() + timedelta(days=30):%Y-%m-%d}"


def nothing(_room: Room) -> dict[str, Any]:
    """Nothing to post."""
    return {}


# act: (who may, domain call, path, posted values)
HOST, OFFICER = {"seo"}, {"yoon"}
ACTS: dict[
    str, tuple[set[str], Callable[[Any, Room], Any], Callable[[Room], str], Callable[[Room], dict[str, Any]]]
] = {
    "announce": (
        HOST,
        lambda who, room: planning.announce_workshop(who, room.planned, at=now()),
        lambda room: f"/workshops/desk/{room.planned.code}/announce/",
        nothing,
    ),
    "cancel": (
        HOST,
        lambda who, room: planning.cancel_workshop(who, room.open, reason="태풍"),
        lambda room: f"/workshops/desk/{room.open.code}/cancel/",
        lambda _room: {"reason": "태풍"},
    ),
    "hold": (
        HOST,
        lambda who, room: recording.hold_workshop(who, room.today, at=now()),
        lambda room: f"/workshops/desk/{room.today.code}/hold/",
        nothing,
    ),
    "publish": (
        HOST,
        lambda who, room: recording.publish_record(who, room.held, at=now()),
        lambda room: f"/workshops/desk/{room.held.code}/publish/",
        nothing,
    ),
    "check in": (
        HOST,
        lambda who, room: attending.check_in(who, room.registration, at=now()),
        lambda room: f"/workshops/desk/{room.today.code}/people/{room.registration.pk}/check-in/",
        nothing,
    ),
    "check in by code": (
        HOST,
        lambda who, room: attending.check_in(who, room.registration, at=now()),
        lambda room: f"/workshops/desk/{room.today.code}/people/code/",
        lambda room: {"code-code": room.registration.code},
    ),
    "undo": (
        HOST,
        lambda who, room: attending.undo_check_in(who, room.present, at=now()),
        lambda room: f"/workshops/desk/{room.today.code}/people/{room.present.pk}/undo/",
        nothing,
    ),
    "free a place": (
        HOST,
        lambda who, room: registering.cancel_registration(who, room.registration, at=now()),
        lambda room: f"/workshops/desk/{room.today.code}/people/{room.registration.pk}/release/",
        nothing,
    ),
    "walk in": (
        HOST,
        lambda who, room: attending.admit_walk_in(who, room.today, name="이웃", at=now()),
        lambda room: f"/workshops/desk/{room.today.code}/people/walk-in/",
        lambda _room: {"walkin-name": "이웃"},
    ),
    "record": (
        HOST,
        lambda who, room: recording.record_opinion(who, room.held, text="새 의견", at=now()),
        lambda room: f"/workshops/desk/{room.held.code}/opinions/",
        lambda _room: {"text": "새 의견"},
    ),
    "route": (
        HOST,
        lambda who, room: routing.route_opinions(
            who, [room.said], department=factories.a_department(), due_at=now() + timedelta(days=30), at=now()
        ),
        lambda room: f"/workshops/desk/{room.held.code}/opinions/route/",
        lambda room: {
            "opinions": [str(room.said.uuid)],
            "department": factories.a_department().pk,
            "due_on": _due(),
        },
    ),
    "answer": (
        OFFICER,
        lambda who, room: answering.answer_opinion(who, room.owned, DONE, at=now()),
        lambda room: f"/workshops/desk/opinions/{room.owned.uuid}/answer/",
        lambda _room: {"disposition": "done", "text": "달았습니다."},
    ),
}


def _written() -> tuple[Any, ...]:
    return (
        Entry.objects.count(),
        Registration.objects.in_force().count(),
        Opinion.objects.count(),
        list(Workshop.objects.order_by("pk").values_list("state", "registered_count")),
    )


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("act", ACTS)
def test_the_page_and_the_domain_say_the_same(
    act: str, name: str, room: Room, request: pytest.FixtureRequest, client: Client
) -> None:
    allowed, call, path, values = ACTS[act]
    actor, posted = _actor(name, request), values(room)
    before = _written()
    expected = ""
    if name not in allowed:
        expected = SIGN_IN if name == "nobody" else MAY_NOT
        with pytest.raises(Refusal) as no:
            call(actor, room)
        assert no.value.code == expected
        assert _written() == before
    if name != "nobody":
        client.force_login(actor)
    response = client.post(path(room), posted)
    if expected == SIGN_IN:
        assert response.status_code == 302
        assert "login" in response["Location"]
    elif act == "announce" and name == "kim":  # what a citizen may not see is not there
        assert response.status_code == 404
    elif expected:
        assert (response.status_code, response["X-Refusal"]) == (403, expected)
    else:
        assert response.status_code == 302, response.content.decode()
    assert (_written() == before) == bool(expected)


REGISTERING = {
    "full": ("workshops.full", lambda: factories.a_workshop(capacity=0)),
    "cancelled": ("workshops.cancelled", lambda: factories.a_workshop(state="cancelled")),
    "begun": ("workshops.began", lambda: factories.a_workshop(starts_in=timedelta(minutes=-5))),
    "held": ("workshops.began", lambda: factories.a_workshop(state="held")),
}


@pytest.mark.parametrize("case", REGISTERING)
def test_domain_page_and_api_refuse_a_registration_alike(case: str, kim: User, client: Client) -> None:
    code, make = REGISTERING[case]
    workshop = make()
    with pytest.raises(Refusal) as no:
        registering.register(kim, workshop, at=now())
    client.force_login(kim)
    page = client.post(f"/workshops/{workshop.code}/register/", {"name": "kim"})
    api = client.post(f"/api/v1/workshops/{workshop.code}/registration/", {}, content_type="application/json")
    assert (no.value.code, page["X-Refusal"], api.json()["type"]) == (code, code, f"urn:civic:problem:{code}")
    assert page.status_code == api.status_code == no.value.status
    assert api.json()["detail"]
    assert not Registration.objects.exists()


def test_one_person_registers_once_by_any_door(workshop: Workshop, kim: User, client: Client) -> None:
    client.force_login(kim)
    assert client.post(f"/workshops/{workshop.code}/register/", {"name": "kim"}).status_code == 302
    api = client.post(f"/api/v1/workshops/{workshop.code}/registration/", {}, content_type="application/json")
    page = client.post(f"/workshops/{workshop.code}/register/", {"name": "kim"})
    assert api.json()["type"].endswith(page["X-Refusal"])
    assert Registration.objects.count() == 1


def test_a_planned_workshop_is_nowhere_for_citizens(kim: User, client: Client) -> None:
    workshop = factories.ready(factories.a_workshop(state="planned"))
    client.force_login(kim)
    for path in (f"/workshops/{workshop.code}/", f"/workshops/{workshop.code}/workshop.ics"):
        assert client.get(path).status_code == 404
    assert client.get(f"/api/v1/workshops/{workshop.code}/").status_code == 404
    assert client.get("/api/v1/workshops/").json()["results"] == []
