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


def test_the_title_of_a_refused_form_says_so_first() -> None:
    with translation.override("ko"):
        html = render_to_string("404.html", {"has_errors": True}, RequestFactory().get("/"))
    assert "<title>오류: " in html
