"""The white book, the case library, the certificate of attendance."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pypdf import PdfReader

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered, routed
from workshops.after.cases import Wish, cases
from workshops.domain import answering, attending, recording, theming
from workshops.models import Opinion, Workshop


@pytest.fixture
def reported(today: Workshop, seo: User, yoon: User, kim: User) -> Workshop:
    """Two opinions, one of them in a theme and done; kim was there."""
    attending.check_in(seo, registered(today, kim), at=now())
    held = recording.hold_workshop(seo, today, at=now())
    lamp, book = (
        an_opinion(held, seo, "골목 가로등이 어둡습니다."),
        an_opinion(held, seo, "작은 도서관을 늘려 주세요."),
    )
    theming.gather(seo, held, [lamp], title="어두운 골목", at=now())
    routed(lamp, seo)
    routed(book, seo)
    recording.publish_record(seo, held, at=now())
    answering.answer_opinion(yoon, lamp, DONE, at=now())
    Workshop.objects.filter(pk=held.pk).update(ends_at=now() - timedelta(minutes=1))
    held.refresh_from_db()
    return held


def test_the_white_book_tells_theme_by_theme_what_became_of_it(client: Client, reported: Workshop) -> None:
    client.cookies["django_language"] = "ko"
    page = client.get(f"/workshops/{reported.code}/report/").content.decode()
    for words in (
        "어두운 골목",
        "골목 가로등이 어둡습니다.",
        "안내등을 달았습니다.",
        "작은 도서관을 늘려 주세요.",
    ):
        assert words in page
    assert page.index("어두운 골목") < page.index("작은 도서관을")


def test_the_white_book_is_a_tagged_pdf_with_the_same_words(client: Client, reported: Workshop) -> None:
    client.cookies["django_language"] = "ko"
    response = client.get(f"/workshops/{reported.code}/report.pdf")
    read = PdfReader(BytesIO(response.content))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = "".join(page.extract_text() for page in read.pages).replace(" ", "").replace("\n", "")
    for words in ("어두운골목", "골목가로등이어둡습니다.", "안내등을달았습니다."):
        assert words in text


def test_a_hidden_opinion_stands_in_no_white_book(client: Client, reported: Workshop) -> None:
    Opinion.objects.filter(text__contains="도서관").update(hidden_at=now())
    assert "도서관" not in client.get(f"/workshops/{reported.code}/report/").content.decode()


def test_there_is_no_white_book_before_the_record_is_public(client: Client, held: Workshop) -> None:
    for name in ("report/", "report.pdf"):
        assert client.get(f"/workshops/{held.code}/{name}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_case_library_costs_the_same_for_one_and_for_three(
    number: int, client: Client, held: Workshop, seo: User, yoon: User, django_assert_num_queries: Any
) -> None:
    """A page of cases, areas, topics and departments for the filter."""
    said = [routed(an_opinion(held, seo, f"의견 {n}"), seo) for n in range(number)]
    recording.publish_record(seo, held, at=now())
    for one in said:
        answering.answer_opinion(yoon, one, DONE, at=now())
    with django_assert_num_queries(4):
        response = client.get("/workshops/cases/")
    assert len(response.context["page"]) == number


@pytest.mark.parametrize(
    ("q", "found"),
    [("가로등", 1), ("등", 1), ("골목", 1), ("골등", 0), ("도서관", 0), ("골목 어둡", 1), ("", 1)],
)
def test_cases_are_found_by_every_word_and_only_what_is_done(q: str, found: int, reported: Workshop) -> None:
    assert cases(AnonymousUser(), Wish(q=q)).count() == found


def test_cases_are_filtered_by_area_topic_and_department(reported: Workshop) -> None:
    anybody = AnonymousUser()
    assert cases(anybody, Wish(area=reported.area_id)).count() == 1
    assert cases(anybody, Wish(area="1111000000")).count() == 0
    assert cases(anybody, Wish(department="safety")).count() == 1
    assert cases(anybody, Wish(department="parks")).count() == 0
    assert cases(anybody, Wish(topic="safety")).count() == 0


def test_a_certificate_has_a_number_that_can_be_checked(
    client: Client, reported: Workshop, kim: User, lee: User
) -> None:
    client.force_login(kim)
    read = PdfReader(BytesIO(client.get(f"/workshops/{reported.code}/certificate.pdf").content))
    text = "".join(page.extract_text() for page in read.pages)
    seat = reported.registrations.get()
    number = f"{reported.code}-{seat.code}"
    assert number in text
    client.logout()
    page = client.post("/workshops/certificate/", {"number": number.lower()})
    assert page.context["seat"] == seat
    assert kim.display_name not in page.content.decode()
    assert client.post("/workshops/certificate/", {"number": "AAAAAA-BBBBBB"}).status_code == 422
    client.force_login(lee)
    assert client.get(f"/workshops/{reported.code}/certificate.pdf").status_code == 403


def test_feedback_is_given_on_a_page_and_its_means_are_shown(
    client: Client, reported: Workshop, kim: User
) -> None:
    client.force_login(kim)
    path = f"/workshops/{reported.code}/feedback/"
    assert client.post(path, {"heard": "9", "trusts": "1"}).status_code == 422
    assert client.post(path, {"heard": "5", "trusts": "4"}).status_code == 302
    assert client.get(path).status_code == 409
    page = client.get(f"/workshops/{reported.code}/")
    assert (page.context["felt"].people, page.context["felt"].heard) == (1, None)
    factories.a_person("nobody")
