"""A receipt code from a phone says where the statement is, before the record and where it never comes into one; and the
record waits for the room."""

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from tests.workshops.conftest import an_opinion
from tests.workshops.live.conftest import said
from workshops.domain import recording as record
from workshops.live import refusals
from workshops.live.domain import opening, recording
from workshops.live.models import Room

pytestmark = pytest.mark.django_db


def looked_up(client: Client, code: str) -> str:
    client.cookies["django_language"] = "en"
    return client.post("/workshops/receipt/", {"receipt": code}).content.decode()


def test_a_statement_is_found_by_its_receipt_before_and_after(room: Room, seo: User, client: Client) -> None:
    chosen, left = said(room, seo, "가로등"), said(room, seo, "신호등")
    page = looked_up(client, chosen.receipt)
    assert "가로등" in page
    assert "The staff choose what goes into the record" in page
    opening.move_room(seo, room, "close", at=now())
    recording.record_statements(seo, room, [chosen], at=now())
    assert "The staff choose" not in looked_up(client, chosen.receipt)
    record.publish_record(seo, room.workshop, at=now())
    assert "It was not taken into the record" in looked_up(client, left.receipt)
    assert "No opinion has this code" in looked_up(client, "ZZZZ9999")


def test_the_record_waits_for_the_room(room: Room, seo: User, client: Client) -> None:
    said(room, seo)
    an_opinion(room.workshop, seo)
    with pytest.raises(refusals.RoomStillOpen):
        record.publish_record(seo, room.workshop, at=now())
    client.force_login(seo)
    client.cookies["django_language"] = "en"
    refused = client.post(f"/workshops/desk/{room.workshop.code}/publish/")
    assert refused["X-Refusal"] == "live.room_still_open"
    opening.move_room(seo, room, "close", at=now())
    assert record.publish_record(seo, room.workshop, at=now()).has_record


def test_a_number_that_no_statement_has(room: Room, seo: User, client: Client) -> None:
    opening.move_room(seo, room, "close", at=now())
    client.force_login(seo)
    path = f"/room/desk/{room.workshop.code}/record/"
    for typed in ("9" * 30, "9" * 5000):
        assert client.post(path, {"statement": typed}).status_code < 500
