"""What is shown when something goes wrong."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.views.csrf import csrf_failure
from django.views.defaults import server_error


def test_the_page_of_a_crash_needs_nothing_but_its_style_sheet() -> None:
    response = server_error(RequestFactory().get("/"))
    html = response.content.decode()
    assert response.status_code == 500
    assert "오류가 발생했습니다" in html
    assert "Something went wrong" in html
    sheet = Path(settings.BASE_DIR) / "civic" / "static" / "civic" / "css" / "civic.css"
    assert f'href="/static/{sheet.relative_to(sheet.parents[2]).as_posix()}"' in html


@pytest.mark.parametrize(
    ("language", "sentence"), [("ko", "저장된 내용이 없습니다"), ("en", "Nothing has been saved")]
)
def test_a_refused_form_token_says_what_to_do(language: str, sentence: str) -> None:
    request = RequestFactory().post("/")
    with translation.override(language):
        response = csrf_failure(request)
    assert response.status_code == 403
    assert sentence in response.content.decode()


def test_an_address_that_is_none_says_so_in_the_readers_language() -> None:
    response = Client().get("/no/such/page/", headers={"accept-language": "ko"})
    assert response.status_code == 404
    assert "찾으시는 화면이 없습니다" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "403_csrf.html", "429.html"])
def test_every_page_for_what_goes_wrong_has_one_heading_and_a_way_on(name: str) -> None:
    html = render_to_string(name, {"site_name": "시민참여"}, RequestFactory().get("/"))
    assert html.count("<h1") == 1
    assert 'class="btn btn--primary" href="/"' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [("", "/"), ("http://testserver/vote/station/", "/vote/station/"), ("http://testserver/accounts/login/?next=/x/", "/"),
     ("https://elsewhere.example/", "/")],
)  # fmt: skip
def test_whoever_asks_for_an_address_that_takes_forms_only_is_led_back_and_sees_no_blank_page(
    came_from: str, leads_to: str
) -> None:
    headers = {"accept": "text/html", "accept-language": "ko"} | ({"referer": came_from} if came_from else {})
    response = Client().get("/vote/x/paper/1/finish/", headers=headers)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    page = response.content.decode()
    assert "아직 제출되지 않았습니다" in page
    assert f'href="{"http://testserver" if came_from.endswith("station/") else ""}{leads_to}"' in page
    assert "elsewhere" not in page


def test_a_program_gets_no_page_for_it() -> None:
    assert Client().get("/vote/x/paper/1/finish/", headers={"accept": "application/json"}).content == b""


def test_the_title_of_a_refused_form_says_so_first() -> None:
    with translation.override("ko"):
        html = render_to_string("404.html", {"has_errors": True}, RequestFactory().get("/"))
    assert "<title>오류: " in html
