"""The room of a private workshop: who comes in, by which way, and what everybody else is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.workshops.live.conftest import choosing, said
from workshops.live import refusals
from workshops.live.devices import COOKIE, PASS
from workshops.live.domain import joining, opening
from workshops.live.models import Participant, Room
from workshops.models import Invitation, Registration, Workshop
from workshops.posters import poster_code
from workshops.refusals import NotRegistered, UnknownCode

SECRET = "밤길에 무엇이 필요합니까?"  # what the room is asked: nothing for strangers


@pytest.fixture
def private(room: Room) -> Room:
    Workshop.objects.filter(pk=room.workshop_id).update(access=Workshop.Access.PRIVATE)
    room.refresh_from_db()
    return room


def a_seat(room: Room, **fields: Any) -> Registration:
    return Registration.objects.create(workshop=room.workshop, name="이한결", **fields)


def pages(room: Room) -> list[str]:
    here = f"/room/{room.code}/"
    return [
        f"{here}{page}"
        for page in ("", "now/?phase=write&card=0", "join/", "screen/", "screen/now/", "qr.svg")
    ]


def shows(client: Client, path: str) -> bool:
    response = client.get(path)
    return response.status_code == 200 and (
        "now/" in path or path.endswith(".svg") or SECRET in response.content.decode()
    )


@pytest.mark.parametrize("closed", [False, True])
def test_a_stranger_with_the_code_of_the_room_sees_nothing_of_it(
    private: Room, seo: User, kim: User, closed: bool
) -> None:
    said(private, seo, "비밀스러운 의견", by=joining.join(private, at=now(), passed=True))
    if closed:
        opening.move_room(seo, private, "close", at=now())
    signed_in = Client()
    signed_in.force_login(kim)
    for client in (Client(), signed_in):
        for path in pages(private):
            response = client.get(path, follow=True)
            page = response.content.decode()
            assert SECRET not in page
            assert private.workshop.title not in page
            assert "비밀스러운" not in page
            assert response.status_code == 403 or "live.room_private" in page, path
        assert client.post(f"/room/{private.code}/join/").status_code == 422
    assert Participant.objects.count() == 1  # who wrote


def test_the_refusal_says_how_to_get_in(private: Room, client: Client) -> None:
    client.cookies["django_language"] = "ko"
    response = client.get(f"/room/{private.code}/screen/")
    assert (response.status_code, response["X-Refusal"]) == (403, "live.room_private")
    assert "신청 코드를 입력하시거나" in response.content.decode()
    assert 'name="code"' in client.get(f"/room/{private.code}/join/").content.decode()


def test_the_code_of_a_registration_lets_a_device_in_without_an_account_and_is_not_kept(
    private: Room,
) -> None:
    seat, client = a_seat(private), Client()
    typed = f" {seat.code[:3].lower()}-{seat.code[3:]}"
    shown = client.post(f"/room/{private.code}/join/", {"code": typed})
    assert shown.status_code == 302
    assert shown.cookies[PASS]["path"] == "/room/"
    assert shown.cookies[PASS]["httponly"]
    assert seat.code not in shown.cookies[PASS].value
    assert not Participant.objects.exists()  # a code shown is not a device that joined
    assert SECRET in client.get(f"/room/{private.code}/join/").content.decode()
    client.post(f"/room/{private.code}/join/")
    assert shows(client, f"/room/{private.code}/")
    sent = client.post(f"/room/{private.code}/write/", {"text": "골목이 어둡습니다", "kind": "statement"})
    assert sent.status_code == 302
    client.cookies.pop(PASS)
    assert shows(client, f"/room/{private.code}/")  # whoever joined is in
    assert shows(client, f"/room/{private.code}/screen/")


def test_a_mark_for_another_workshop_and_a_forged_one_open_nothing(private: Room) -> None:
    other = factories.a_workshop(
        access=Workshop.Access.PRIVATE, starts_in=timedelta(minutes=-5), state="held"
    )
    host = factories.a_staff_member("other-host", "host")
    there = opening.open_room(host, other, question="다른 방", at=now())
    client = Client()
    seat = Registration.objects.create(workshop=other, name="이한결")
    marked = client.post(f"/room/{there.code}/join/", {"code": seat.code})
    assert not shows(client, f"/room/{private.code}/screen/")
    client.cookies[PASS] = marked.cookies[PASS].value[:-2] + "xx"
    assert not shows(client, f"/room/{there.code}/screen/")
    client.cookies[COOKIE] = marked.cookies[PASS].value  # signed for something else
    assert not shows(client, f"/room/{private.code}/screen/")


def test_a_code_of_another_workshop_or_a_cancelled_one_or_none_is_refused(
    private: Room, client: Client
) -> None:
    elsewhere = Registration.objects.create(workshop=factories.a_workshop(), name="이한결")
    cancelled = a_seat(private, cancelled_at=now())
    with pytest.raises(UnknownCode):
        joining.shown(private, elsewhere.code)
    with pytest.raises(NotRegistered):
        joining.shown(private, cancelled.code)
    for code in (elsewhere.code, cancelled.code, "222222", ""):
        answer = client.post(f"/room/{private.code}/join/", {"code": code})
        assert answer.status_code == 422
        assert PASS not in answer.cookies


@pytest.mark.parametrize("way", ["invited", "registered", "staff"])
def test_an_account_that_may_see_the_workshop_comes_in(private: Room, kim: User, seo: User, way: str) -> None:
    client = Client()
    client.force_login(seo if way == "staff" else kim)
    if way == "invited":
        Invitation.objects.create(
            workshop=private.workshop, name="김서연", user=kim, invited_at=now(), accepted_at=now()
        )
    if way == "registered":
        a_seat(private, user=kim)
    client.post(f"/room/{private.code}/join/")
    assert all(shows(client, path) for path in pages(private))


def test_the_domain_refuses_a_stranger_whatever_the_page_did(private: Room, kim: User) -> None:
    for stranger in (None, kim):
        with pytest.raises(refusals.RoomPrivate):
            joining.join(private, at=now(), by=stranger)
    assert joining.join(private, at=now(), passed=True).room == private


def test_a_look_at_nothing_new_in_a_private_room_is_one_query_for_a_device_that_joined(
    private: Room, seo: User, django_assert_num_queries: Any
) -> None:
    client = Client()
    client.post(f"/room/{private.code}/join/", {"code": a_seat(private).code})
    client.post(f"/room/{private.code}/join/")
    choosing(private, seo)
    path = f"/room/{private.code}/now/?phase=choose&card=1"
    tag = client.get(path)["ETag"]
    with django_assert_num_queries(1):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_a_device_that_joined_stays_in_when_the_workshop_becomes_private(room: Room) -> None:
    client, stranger = Client(), Client()
    client.post(f"/room/{room.code}/join/")
    Workshop.objects.filter(pk=room.workshop_id).update(access=Workshop.Access.PRIVATE)
    assert shows(client, f"/room/{room.code}/")
    assert not shows(stranger, f"/room/{room.code}/join/")


def test_whoever_is_registered_for_a_private_workshop_checks_in_at_its_poster(
    private: Room, client: Client
) -> None:
    seat = a_seat(private)
    path = f"/workshops/{private.workshop.code}/here/{poster_code(private.workshop)}/"
    assert client.post(path, {"code": seat.code}).status_code == 200
    seat.refresh_from_db()
    assert seat.checked_in_at is not None
    assert client.get(path.replace(poster_code(private.workshop), "222222")).status_code == 404
