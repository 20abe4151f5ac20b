"""The pages: what they show, how many queries they cost, and what they never show."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered, routed
from workshops.after import queries as after
from workshops.domain import answering, recording, registering
from workshops.models import Opinion, Registration, StatementVote, Workshop


@pytest.fixture
def korean(client: Client) -> Client:
    client.cookies["django_language"] = "ko"
    return client


def _recorded(seo: User, yoon: User, said: int, speaker: User | None = None) -> Workshop:
    """A workshop whose record is public, with ``said`` opinions of every sort."""
    workshop = factories.a_workshop(starts_in=timedelta(minutes=-30), capacity=40)
    seat = registered(workshop, speaker) if speaker else None
    recording.hold_workshop(seo, workshop, at=now())
    opinions = [an_opinion(workshop, seo, f"의견 {n}", speaker=seat, table="2") for n in range(said)]
    for opinion in opinions:
        routed(opinion, seo)
    fresh = recording.publish_record(seo, workshop, at=now())
    for opinion in opinions[:1]:
        answering.answer_opinion(yoon, opinion, DONE, at=now())
        proposal = factories.a_proposal()
        Opinion.objects.filter(pk=opinion.pk).update(proposal=proposal)
    for opinion in opinions:
        StatementVote.objects.create(opinion=opinion, participant="polis:1", value=1)
    return fresh


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_two_queries(
    number: int, client: Client, django_assert_num_queries: Any, db: None
) -> None:
    """One for the workshops, one for the areas of the filter."""
    for _n in range(number):
        factories.a_workshop()
    with django_assert_num_queries(2):
        response = client.get("/workshops/")
    assert len(response.context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_workshop_ahead_costs_five_queries(
    number: int, client: Client, seo: User, yoon: User, django_assert_num_queries: Any
) -> None:
    """The workshop, its partner departments, its agenda, the last one with an outcome, its numbers."""
    for _n in range(number):
        _recorded(seo, yoon, number)
    workshop = factories.a_workshop()
    with django_assert_num_queries(5):
        assert client.get(f"/workshops/{workshop.code}/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_a_published_record_costs_ten_queries(
    number: int, client: Client, seo: User, yoon: User, django_assert_num_queries: Any
) -> None:
    """The workshop, partner departments, agenda, map, themes, opinions, their counts, outcome, reports, how it felt."""
    workshop = _recorded(seo, yoon, number)
    with django_assert_num_queries(10):
        response = client.get(f"/workshops/{workshop.code}/")
    assert len(response.context["opinions"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_what_became_of_what_i_said_costs_the_same_for_one_and_for_three(
    number: int, client: Client, kim: User, seo: User, yoon: User, django_assert_num_queries: Any
) -> None:
    """Session, person, opinions, their answers, registrations, places in line, roles for the menu."""
    _recorded(seo, yoon, number, speaker=kim)
    for _n in range(number):
        registering.register(kim, factories.a_workshop(), at=now())
    client.force_login(kim)
    client.get("/workshops/mine/")
    with django_assert_num_queries(9):  # one of them counts unread messages for the header
        response = client.get("/workshops/mine/")
    assert len(response.context["opinions"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_the_desk_page_of_people_costs_the_same_for_one_and_for_three(
    number: int, client: Client, seo: User, workshop: Workshop, django_assert_num_queries: Any
) -> None:
    for n in range(number):
        registering.register(factories.a_person(f"person{n}"), workshop, at=now())
    client.force_login(seo)
    with django_assert_num_queries(9):  # one of them counts unread messages for the header
        response = client.get(f"/workshops/desk/{workshop.code}/people/")
    assert len(response.context["page"]) == number


def test_filters_narrow_the_list(client: Client, db: None) -> None:
    factories.a_workshop(sign_language=True, area=factories.a_borough())
    factories.a_workshop(format="online")
    assert len(client.get("/workshops/").context["lines"]) == 2
    assert len(client.get("/workshops/?sign_language=on").context["lines"]) == 1
    assert len(client.get("/workshops/?format=online").context["lines"]) == 1
    assert len(client.get("/workshops/?area=1111000000").context["lines"]) == 1
    assert len(client.get("/workshops/?area=1100000000").context["lines"]) == 2
    assert len(client.get("/workshops/?area=nowhere&captions=on").context["lines"]) == 0
    assert len(client.get("/workshops/?when=past").context["lines"]) == 0


def test_the_list_has_pages_that_keep_the_filters(client: Client, db: None) -> None:
    for _n in range(21):
        factories.a_workshop(captions=True)
    first = client.get("/workshops/?captions=on")
    link = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
    assert link is not None
    second = client.get("/workshops/" + link.group(1).replace("&amp;", "&"))
    assert (len(first.context["lines"]), len(second.context["lines"])) == (20, 1)


def test_the_page_says_seats_access_and_what_happens_with_the_outcome(
    korean: Client, seo: User, yoon: User
) -> None:
    _recorded(seo, yoon, 1)
    workshop = factories.a_workshop(captions=True)
    page = korean.get(f"/workshops/{workshop.code}/").content.decode()
    for words in (
        "5석 중 5석 남음",
        "자막",
        "안전과",
        "나온 의견은 이렇게 처리합니다",
        "의견 1건 중 1건을 반영했습니다(반영률 100%)",
    ):
        assert words in page


def test_a_full_workshop_offers_no_button_but_a_way_forward(korean: Client, db: None) -> None:
    workshop = factories.a_workshop(capacity=0)
    page = korean.get(f"/workshops/{workshop.code}/").content.decode()
    assert 'data-refusal="workshops.full"' in page
    assert f"/workshops/{workshop.code}/register/" not in page


def test_registering_leads_to_a_page_that_can_be_opened_again(
    client: Client, kim: User, workshop: Workshop
) -> None:
    client.force_login(kim)
    posted = client.post(
        f"/workshops/{workshop.code}/register/", {"name": "하늘", "needs": "휠체어 자리"}, follow=True
    )
    registration = Registration.objects.get()
    assert posted.redirect_chain == [(f"/workshops/{workshop.code}/registration/", 302)]
    again = client.get(f"/workshops/{workshop.code}/registration/").content.decode()
    assert registration.code in again
    assert "휠체어 자리" in again
    assert "style=" not in again.split("<main")[1]


def test_an_invalid_registration_comes_back_with_what_was_typed(
    client: Client, kim: User, workshop: Workshop
) -> None:
    client.force_login(kim)
    response = client.post(f"/workshops/{workshop.code}/register/", {"name": "", "needs": "필담"})
    assert response.status_code == 422
    assert "필담" in response.content.decode()
    assert 'class="error-summary"' in response.content.decode()


def test_somebody_not_signed_in_is_sent_to_sign_in_and_back(client: Client, workshop: Workshop) -> None:
    response = client.get(f"/workshops/{workshop.code}/register/")
    assert response.status_code == 302
    assert f"next=%2Fworkshops%2F{workshop.code}%2Fregister%2F" in response["Location"]


def test_the_qr_picture_is_ones_own_and_holds_an_address(
    client: Client, kim: User, lee: User, workshop: Workshop
) -> None:
    registering.register(kim, workshop, at=now())
    path = f"/workshops/{workshop.code}/registration/qr.svg"
    client.force_login(kim)
    picture = client.get(path)
    assert picture["Content-Type"] == "image/svg+xml"
    assert "no-store" in picture["Cache-Control"]
    assert b"<svg" in picture.content
    client.force_login(lee)
    assert client.get(path).status_code == 404


def test_a_scan_shows_staff_one_button_the_owner_their_page_and_nobody_else_anything(
    client: Client, kim: User, lee: User, seo: User, today: Workshop
) -> None:
    registration = registered(today, kim)
    path = f"/workshops/{today.code}/in/{registration.code}/"
    client.force_login(lee)
    assert client.get(path).status_code == 404
    client.force_login(kim)
    assert client.get(path)["Location"] == f"/workshops/{today.code}/registration/"
    client.force_login(seo)
    assert client.get(path).status_code == 200
    registration.refresh_from_db()
    assert registration.checked_in_at is None
    assert client.post(path).status_code == 302
    registration.refresh_from_db()
    assert registration.checked_in_at is not None


def test_the_second_door_reads_already_at(korean: Client, kim: User, seo: User, today: Workshop) -> None:
    registration = registered(today, kim)
    korean.force_login(seo)
    path = f"/workshops/desk/{today.code}/people/code/"
    korean.post(path, {"code-code": registration.code.lower()})
    page = korean.post(path, {"code-code": registration.code}, follow=True).content.decode()
    assert re.search(r"kim 님은 이미 (오전|낮|오후)\s\d+시(\s\d+분)?에 확인했습니다", page)


def test_an_unknown_code_is_told_beside_the_field(client: Client, seo: User, today: Workshop) -> None:
    client.force_login(seo)
    response = client.post(f"/workshops/desk/{today.code}/people/code/", {"code-code": "ZZZZZZ"})
    assert response.status_code == 422
    assert "code" in response.context["code_form"].errors


def test_the_receipt_code_opens_the_opinion_and_never_stands_in_an_address(
    client: Client, seo: User, yoon: User
) -> None:
    workshop = _recorded(seo, yoon, 1)
    opinion = workshop.opinions.get()
    found = client.post(
        "/workshops/receipt/", {"receipt": f"{opinion.receipt[:4]} {opinion.receipt[4:].lower()}"}
    )
    page = found.content.decode()
    assert found.status_code == 200
    assert "안내등을 달았습니다." in page
    assert opinion.proposal is not None
    assert f"/thread/{opinion.proposal.number}/" in page
    assert opinion.receipt not in page.replace(
        f'value="{opinion.receipt[:4]} {opinion.receipt[4:].lower()}"', ""
    )
    assert "no-store" in found["Cache-Control"]
    assert client.get(f"/workshops/receipt/?receipt={opinion.receipt}").context.get("line") is None
    assert client.post("/workshops/receipt/", {"receipt": "XXXXXXXX"}).status_code == 422


def test_no_public_page_names_a_speaker_or_shows_a_receipt(
    client: Client, kim: User, seo: User, yoon: User
) -> None:
    User.objects.filter(pk=kim.pk).update(display_name="하늘마루별")
    kim.refresh_from_db()
    workshop = _recorded(seo, yoon, 2, speaker=kim)
    for path in (
        f"/workshops/{workshop.code}/",
        f"/api/v1/workshops/{workshop.code}/opinions/",
        "/workshops/?when=past",
    ):
        text = client.get(path).content.decode()
        assert "하늘마루별" not in text
        assert not any(receipt in text for receipt in workshop.opinions.values_list("receipt", flat=True))


def test_my_page_follows_each_opinion_to_its_thread(client: Client, kim: User, seo: User, yoon: User) -> None:
    workshop = _recorded(seo, yoon, 2, speaker=kim)
    client.force_login(kim)
    page = client.get("/workshops/mine/").content.decode()
    number = workshop.opinions.filter(proposal__isnull=False).get().proposal.number  # type: ignore[union-attr]
    assert f"/thread/{number}/" in page
    assert "안내등을 달았습니다." in page


def test_the_event_data_is_one_escaped_data_block(client: Client, db: None) -> None:
    workshop = factories.a_workshop(title='</script><script>alert("1")</script>', title_en="")
    page = client.get(f"/workshops/{workshop.code}/").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    assert json.loads(block.group(1))["name"] == workshop.title
    assert "<script>alert" not in page


def test_a_host_plans_announces_and_changes(client: Client, seo: User, kim: User) -> None:
    factories.a_city()
    client.force_login(seo)
    values = {
        "title": "겨울 빙판길", "area": "1100000000", "department": factories.a_department().pk, "format": "in_person",
        "place": "시민청", "starts_at": f"{now() + timedelta(days=9):%Y-%m-%dT%H:%M}",
        "ends_at": f"{now() + timedelta(days=9, hours=2):%Y-%m-%dT%H:%M}", "capacity": 30, "captions": "on",
    }  # fmt: skip
    assert client.post("/workshops/desk/new/", {**values, "ends_at": values["starts_at"]}).status_code == 422
    created = client.post("/workshops/desk/new/", values)
    workshop = Workshop.objects.get()
    assert created["Location"] == f"/workshops/desk/{workshop.code}/"
    assert (workshop.state, workshop.captions, workshop.capacity) == ("planned", True, 30)
    assert client.post(f"/workshops/desk/{workshop.code}/announce/").status_code == 409, "it lacks much"
    factories.ready(workshop)
    client.post(f"/workshops/desk/{workshop.code}/announce/")
    assert (
        client.post(f"/workshops/desk/{workshop.code}/change/", {**values, "place": "도서관"}).status_code
        == 302
    )
    workshop.refresh_from_db()
    assert (workshop.state, workshop.place, workshop.sequence) == ("announced", "도서관", 1)


def test_the_answer_form_asks_for_what_the_disposition_needs(
    client: Client, seo: User, yoon: User, held: Workshop
) -> None:
    opinion = routed(an_opinion(held, seo), seo)
    recording.publish_record(seo, held, at=now())
    client.force_login(yoon)
    path = f"/workshops/desk/opinions/{opinion.uuid}/answer/"
    response = client.post(path, {"disposition": "not_possible", "text": "권한 밖입니다."})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["reason_code"]
    assert (
        client.post(
            path, {"disposition": "not_possible", "text": "권한 밖", "reason_code": "authority"}
        ).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("disposition", "field", "days", "late"),
    [
        ("in_progress", "planned_on", -1, True),
        ("in_progress", "planned_on", 0, False),
        ("partly", "planned_on", -1, True),
        ("partly", "planned_on", 0, False),
        ("long_term", "recheck_on", -1, True),
        ("long_term", "recheck_on", 1, False),
        ("done", "planned_on", -1, False),
    ],
)
def test_a_day_that_an_answer_named_is_called_overdue_when_it_has_passed(
    disposition: str, field: str, days: int, late: bool, korean: Client, seo: User, yoon: User
) -> None:
    workshop = _recorded(seo, yoon, said=1)
    day = timezone.localdate() + timedelta(days=days)
    Opinion.objects.update(**{"disposition": disposition, field: day})
    page = korean.get(workshop.get_absolute_url()).content.decode()
    assert ("이 날짜가 지났습니다." in page) is late
    assert Opinion.objects.get().is_late(now()) is late
    listed = korean.get("/workshops/outcomes/")
    assert [one.workshop_id for one in listed.context["late"]] == [workshop.pk] * late
    back = after.back_on_the_desk(yoon, now())
    assert back.exists() is (
        disposition in Opinion.NAMED_DAYS and days <= 0
    )  # its desk hears on the day itself


def test_an_opinion_without_a_department_says_by_when_it_is_answered(
    korean: Client, seo: User, yoon: User
) -> None:
    workshop = _recorded(seo, yoon, said=1)
    Opinion.objects.update(disposition="open", answer="", answered_at=None, department=None, due_at=None)
    part = (
        korean.get(workshop.get_absolute_url())
        .content.decode()
        .split('id="opinion-')[1]
        .split("</article>")[0]
    )
    assert "소관부서를 정하고 있습니다." in part
    assert '<span class="deadline__label">답변기한</span>' in part


def test_what_has_begun_takes_place_now_until_its_end(korean: Client, seo: User) -> None:
    """Its record is prepared afterwards; until then the desk leads to the hall."""
    workshop = factories.a_workshop(starts_in=timedelta(minutes=-30))
    recording.hold_workshop(seo, workshop, at=now())
    for ends, label in (
        (timedelta(hours=1), "지금 열리고 있음"),
        (timedelta(minutes=-1), "개최, 기록 정리 중"),
    ):
        Workshop.objects.filter(pk=workshop.pk).update(ends_at=now() + ends)
        assert label in korean.get(workshop.get_absolute_url()).content.decode()
        korean.force_login(seo)
        desk = korean.get(f"/workshops/desk/{workshop.code}/")
        assert desk.context["goes_on"] is (label == "지금 열리고 있음")
        assert ("출석을 확인하고, 의견방을 이끌거나" in desk.content.decode()) is desk.context["goes_on"]
        korean.logout()
        korean.cookies["django_language"] = "ko"
