"""Phones, screen and desk: what they show, what a look costs, and what works without JavaScript."""

from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from tests.workshops.live.conftest import a_phone, choosing, said
from workshops.live.devices import COOKIE
from workshops.live.domain import answering, moderating, opening
from workshops.live.models import Answer, Participant, Room, Statement


def _joined(room: Room) -> Client:
    client = Client()
    client.cookies["django_language"] = "ko"
    client.post(f"/room/{room.code}/join/")
    return client


def _tag(client: Client, path: str) -> str:
    return str(client.get(path)["ETag"])


def test_the_code_is_typed_in_any_way_and_leads_to_the_room(client: Client, room: Room) -> None:
    typed = f"{room.code[:3].lower()}-{room.code[3:]} "
    assert client.post("/room/", {"code": typed})["Location"] == f"/room/{room.code}/"
    wrong = client.post("/room/", {"code": "222222"})
    assert wrong.status_code == 422
    assert client.get(f"/room/{room.code.lower()}/")["Location"] == f"/room/{room.code}/join/"


def test_looking_does_not_join_and_joining_gives_a_signed_cookie_for_the_room_only(room: Room) -> None:
    client = Client()
    assert client.get(f"/room/{room.code}/join/").status_code == 200
    assert Participant.objects.count() == 0
    joined = client.post(f"/room/{room.code}/join/")
    morsel = joined.cookies[COOKIE]
    assert (morsel["path"], morsel["httponly"], morsel["samesite"]) == ("/room/", True, "Lax")
    assert client.get(f"/room/{room.code}/").status_code == 200
    client.cookies[COOKIE] = morsel.value[:-2] + "xx"
    assert client.get(f"/room/{room.code}/").status_code == 302


def test_a_phone_writes_and_keeps_its_receipt_and_others_see_it_when_it_is_shown(
    room: Room, seo: User
) -> None:
    mine, other = _joined(room), _joined(room)
    mine.post(f"/room/{room.code}/write/", {"text": "골목이 어둡습니다", "kind": "statement"})
    one = Statement.objects.get()
    page = mine.get(f"/room/{room.code}/").content.decode()
    assert one.receipt in page
    assert "골목이 어둡습니다" not in other.get(f"/room/{room.code}/").content.decode()
    moderating.moderate(seo, one, "show")
    page = other.get(f"/room/{room.code}/").content.decode()
    assert "골목이 어둡습니다" in page
    assert one.receipt not in page
    assert "골목이 어둡습니다" in Client().get(f"/room/{room.code}/screen/").content.decode()


def test_what_cannot_be_taken_comes_back_with_what_was_typed(room: Room) -> None:
    client = _joined(room)
    for _n in range(2):
        response = client.post(f"/room/{room.code}/write/", {"text": "같은 의견", "kind": "statement"})
    assert response.status_code == 422
    assert "같은 의견</textarea>" in response.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_a_look_at_nothing_new_is_a_304_of_one_query(
    number: int, room: Room, seo: User, django_assert_num_queries: Any
) -> None:
    """The room, by its code. Neither the number of phones nor that of statements matters."""
    for _n in range(number):
        said(room, seo)
    clients = [_joined(room) for _n in range(number)]
    now_path = f"/room/{room.code}/now/?phase=write&card=0"
    tag = _tag(clients[0], now_path)
    for client in clients:
        with django_assert_num_queries(1):
            response = client.get(now_path, headers={"If-None-Match": tag, "HX-Request": "true"})
        assert (response.status_code, response.content) == (304, b"")


def test_a_shown_statement_is_new_and_another_phase_loads_the_page_anew(room: Room, seo: User) -> None:
    client, one = _joined(room), said(room, seo)
    path = f"/room/{room.code}/now/?phase=write&card=0"
    tag = _tag(client, path)
    moderating.moderate(seo, one, "show")
    response = client.get(path, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert one.text in response.content.decode()
    choosing(room, seo)
    assert client.get(path, headers={"If-None-Match": tag})["HX-Refresh"] == "true"


def test_the_tag_differs_by_language(room: Room) -> None:
    client = _joined(room)
    path = f"/room/{room.code}/now/?phase=write&card=0"
    korean = _tag(client, path)
    client.cookies["django_language"] = "en"
    assert _tag(client, path) != korean


def test_a_phone_chooses_card_by_card_without_javascript_until_none_is_left(room: Room, seo: User) -> None:
    statements = [said(room, seo) for _n in range(3)]
    client = _joined(room)
    choosing(room, seo)
    for _n in range(3):
        card = client.get(f"/room/{room.code}/").context["card"]
        assert card in statements
        again = client.get(f"/room/{room.code}/").context["card"]
        assert again == card
        client.post(f"/room/{room.code}/answer/{card.pk}/", {"given": "agree"})
    response = client.get(f"/room/{room.code}/")
    assert response.context["card"] is None
    assert "의견 3건 중 3건에 답하셨습니다" in response.content.decode()
    assert Answer.objects.count() == 3
    client.post(f"/room/{room.code}/answer/{statements[0].pk}/back/")
    assert Answer.objects.count() == 2


def test_a_phone_that_has_answered_everything_is_told_of_a_new_statement(room: Room, seo: User) -> None:
    client, hidden = _joined(room), said(room, seo)
    moderating.moderate(seo, hidden, "hide")
    choosing(room, seo)
    path = f"/room/{room.code}/now/?phase=choose&card=0"
    tag = _tag(client, path)
    moderating.moderate(seo, hidden, "shortlist")
    assert client.get(path, headers={"If-None-Match": tag})["HX-Refresh"] == "true"
    beside = path.replace("card=0", "card=1")  # somebody who reads a card keeps it under their finger
    assert "HX-Refresh" not in client.get(beside, headers={"If-None-Match": tag})


def test_a_table_enters_numbers_and_reads_why_they_do_not_fit(room: Room, seo: User) -> None:
    one = said(room, seo)
    client = Client()
    client.post(f"/room/{room.code}/join/", {"table": "3", "heads": "6"})
    choosing(room, seo)
    wrong = client.post(f"/room/{room.code}/answer/{one.pk}/", {"agree": "5", "disagree": "3"})
    assert wrong.status_code == 422
    client.post(f"/room/{room.code}/answer/{one.pk}/", {"agree": "5", "unsure": "1"})
    assert str(Answer.objects.get()) == "+5 -0 ?1"


def test_results_are_shown_when_the_room_is_closed_and_not_before(room: Room, seo: User) -> None:
    one, client = said(room, seo), _joined(room)
    choosing(room, seo)
    answering.answer(a_phone(room), one, "agree")
    assert "동의 1" not in client.get(f"/room/{room.code}/").content.decode()
    assert "동의 1" not in client.get(f"/room/{room.code}/screen/").content.decode()
    opening.move_room(seo, room, "close", at=now())
    assert "동의 1" in client.get(f"/room/{room.code}/").content.decode()
    assert (
        "동의 1"
        in Client(headers={"Accept-Language": "ko"}).get(f"/room/{room.code}/screen/").content.decode()
    )


def test_a_device_that_has_not_joined_can_neither_write_nor_answer(
    room: Room, seo: User, client: Client
) -> None:
    one = said(room, seo)
    for path in ("write", f"answer/{one.pk}", f"answer/{one.pk}/back"):
        response = client.post(
            f"/room/{room.code}/{path}/", {"text": "의견", "kind": "statement", "given": "agree"}
        )
        assert response["X-Refusal"] == "live.not_in_room"
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_phone_costs_the_same_for_one_and_for_three(
    number: int, room: Room, seo: User, django_assert_num_queries: Any
) -> None:
    """Room, participant, unanswered, its card, last answer, how many left, how many answered, mine, questions, their
    counts, which I ask."""
    for _n in range(number):
        said(room, seo)
        said(room, seo, kind="question")
    client = _joined(room)
    client.post(f"/room/{room.code}/write/", {"text": "제 의견", "kind": "statement"})
    choosing(room, seo)
    client.get(f"/room/{room.code}/")  # weights are reckoned for everybody, once in ten seconds
    with django_assert_num_queries(11):
        assert client.get(f"/room/{room.code}/").context["card"] is not None


@pytest.mark.parametrize("number", [1, 3])
def test_the_facilitators_page_costs_the_same_for_one_and_for_three(
    number: int, room: Room, seo: User, client: Client, django_assert_num_queries: Any
) -> None:
    for _n in range(number):
        said(room, seo)
        a_phone(room)
        client.post(f"/room/{room.code}/join/")
        client.post(f"/room/{room.code}/write/", {"text": "기다리는 의견", "kind": "statement"})
    client.force_login(seo)
    path = f"/room/desk/{room.workshop.code}/"
    client.get(path)
    with django_assert_num_queries(13):
        assert len(client.get(path).context["lines"]) == number


def test_a_facilitator_leads_the_room_from_the_desk(room: Room, seo: User, client: Client) -> None:
    one = said(room, seo)
    client.force_login(seo)
    desk = f"/room/desk/{room.workshop.code}/"
    client.post(f"{desk}statements/{one.pk}/", {"verb": "show"})
    client.post(f"{desk}bundle/", {"statement": [one.pk], "title": "조명"})
    client.post(f"{desk}move/", {"verb": "group"})
    assert "조명" in Client().get(f"/room/{room.code}/screen/").content.decode()
    client.post(f"{desk}move/", {"verb": "choose"})
    asked = client.post(f"{desk}move/", {"verb": "close"})
    assert 'name="sure"' in asked.content.decode()
    room.refresh_from_db()
    assert not room.is_closed  # it cannot be taken back, so it is asked first
    client.post(f"{desk}move/", {"verb": "close", "sure": "yes"})
    assert client.get(f"{desk}record/").status_code == 200
    client.post(f"{desk}record/", {"statement": [one.pk]})
    one.refresh_from_db()
    assert one.opinion is not None


def test_the_next_phase_is_offered_first(room: Room, seo: User, client: Client) -> None:
    client.force_login(seo)
    desk = f"/room/desk/{room.workshop.code}/"
    offered = []
    for verb in ("write", "group", "choose"):
        if verb != "write":
            client.post(f"{desk}move/", {"verb": verb})
        context = client.get(desk).context
        offered.append((context["forward"], context["moves"]))
    assert offered == [
        ("group", ["choose", "close"]),
        ("choose", ["write", "close"]),
        ("", ["write", "group", "close"]),
    ]


def test_whoever_looks_through_statements_comes_back_to_them(room: Room, seo: User, client: Client) -> None:
    """Each act draws the page anew; on a phone what waits is far down."""
    one = said(room, seo)
    client.force_login(seo)
    desk = f"/room/desk/{room.workshop.code}/"
    Statement.objects.filter(pk=one.pk).update(state=Statement.State.WAITING)
    acts = [
        client.post(f"{desk}statements/{one.pk}/", {"verb": verb})["Location"]
        for verb in ("shortlist", "show")
    ]
    assert acts == [f"{desk}#to-look-at", f"{desk}#statement-{one.pk}"]
    assert (
        f'id="hide-{one.pk}"' in client.get(desk).content.decode()
    )  # what has the focus keeps it while others write


def test_the_qr_picture_is_an_address_of_this_room(room: Room, client: Client) -> None:
    response = client.get(f"/room/{room.code}/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"


def test_a_room_of_a_planned_workshop_is_not_there_for_others(room: Room, client: Client) -> None:
    type(room.workshop).objects.filter(pk=room.workshop_id).update(state="planned")
    assert client.get(f"/room/{room.code}/join/").status_code == 404
