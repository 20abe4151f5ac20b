"""The pages of the platform as a whole: home, my page, the desk, the thread, search, and the plain ones."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from civic.accounts.models import Role, User
from civic.common.clock import now
from civic.portal import searching, threads
from civic.portal.searching import Found
from civic.portal.threads import STAGES, Knot, thread
from tests import factories

pytestmark = pytest.mark.django_db


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_home_of_an_empty_city_says_that_nothing_is_open(client: Client) -> None:
    html = text(client, "/")
    assert "지금은 열린" in html or "열려 있는" in html or 'class="empty' in html
    assert html.count("<h1") == 1


def test_home_says_what_can_be_done_now(client: Client) -> None:
    factories.a_workshop(title="밤길 토론회 하나")
    factories.a_proposal(title="골목 안내등을 달아 주십시오")
    html = text(client, "/")
    assert "밤길 토론회 하나" in html
    assert "골목 안내등을 달아 주십시오" in html


def test_my_page_is_mine(client: Client, kim: User, lee: User) -> None:
    assert client.get("/me/")["Location"] == "/account/login/?next=/me/"
    factories.a_proposal(author=kim, title="김의 제안")
    factories.a_proposal(author=lee, title="이의 제안")
    client.force_login(kim)
    html = text(client, "/me/")
    assert "김의 제안" in html
    assert "이의 제안" not in html


def test_the_desk_is_for_staff(client: Client, kim: User, yoon: User) -> None:
    assert client.get("/desk/")["Location"].startswith("/account/login/")
    client.force_login(kim)
    assert client.get("/desk/").status_code == 403
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    assert "안전과" in text(client, "/desk/")


def test_the_desk_names_a_role_once_with_all_its_departments(client: Client, yoon: User) -> None:
    """ "소관부서 담당자 (안전과), 소관부서 담당자 (공원과), …" took three lines of the desk."""
    parks = factories.a_department("parks", name="공원과")
    Role.objects.create(user=yoon, kind=Role.Kind.OFFICER, department=parks, starts_at=now())
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    assert '<p class="lead">소관부서 담당자 (안전과, 공원과)</p>' in text(client, "/desk/")


def test_the_desk_shows_the_office_of_each_role_and_no_other(client: Client, yoon: User, seo: User) -> None:
    factories.a_proposal(state="review", title="부서가 답할 제안")
    for person, sees in ((yoon, True), (seo, False)):
        factories.a_second_factor(person)
        client.force_login(person)
        assert ("부서가 답할 제안" in text(client, "/desk/")) is sees


def test_the_thread_of_an_unknown_number_is_not_there(client: Client) -> None:
    assert client.get("/thread/P-2026-99999/").status_code == 404


def test_the_thread_of_a_hidden_proposal_or_a_draft_is_not_there(client: Client, kim: User) -> None:
    hidden = factories.a_proposal(author=kim, state="hidden")
    assert client.get(f"/thread/{hidden.number}/").status_code == 404
    assert client.get("/thread//").status_code == 404


def test_the_thread_shows_every_stage_in_order_and_marks_what_is_ahead(client: Client) -> None:
    proposal = factories.a_proposal(title="골목 안내등을 달아 주십시오")
    html = text(client, f"/thread/{proposal.number}/")
    labels = [str(label) for label in threads.STAGE_NAMES.values()]
    places = [html.index(f'golden__title">{label}<') for label in labels]
    assert places == sorted(places)
    assert html.count("golden__stage--ahead") == len(STAGES) - len({"proposal", "supports"})
    assert "아직" in html


@pytest.fixture
def two_knots() -> Iterator[None]:
    """An app that knows of two knots of the number X-1, the later first, and one without a date."""

    def knots(number: str, viewer: Any) -> list[Knot]:
        if number != "X-1":
            return []
        return [
            Knot("milestones", None, "언젠가", done=False),
            Knot("milestones", now(), "나중"),
            Knot("milestones", now() - timedelta(days=1), "먼저"),
            Knot("opinion", now(), "처음"),
        ]

    threads.registry.add("test", knots)
    yield
    threads.registry._things.pop("test")


@pytest.mark.usefixtures("two_knots")
def test_knots_stand_in_the_order_of_stages_then_of_time() -> None:
    assert [str(knot.title) for knot in thread("X-1", None)] == ["처음", "먼저", "나중", "언젠가"]


def test_search_finds_proposals_workshops_and_projects(client: Client) -> None:
    factories.a_proposal(title="공영주차장을 나눠 씁시다")
    factories.a_workshop(title="주차장 토론회")
    factories.a_project(factories.an_envelope(factories.a_cycle()), title="주차장 나눔 사업")
    html = text(client, "/search/?q=주차장")
    assert all(title in html for title in ("공영주차장을 나눠 씁시다", "주차장 토론회", "주차장 나눔 사업"))
    assert 'href="/proposals/?q=%EC%A3%BC' in html


def test_search_shows_nothing_that_its_reader_may_not_see(client: Client, kim: User) -> None:
    factories.a_proposal(author=kim, title="주차장 초안", state="draft")
    factories.a_proposal(author=kim, title="주차장 숨김", state="hidden")
    factories.a_workshop(title="주차장 준비", state="planned")
    html = text(client, "/search/?q=주차장")
    assert not any(word in html for word in ("초안", "숨김", "준비"))


def test_a_search_without_hits_says_what_to_try(client: Client) -> None:
    assert 'class="empty' in text(client, "/search/?q=없는말")
    assert 'class="empty' not in text(client, "/search/")


def test_what_was_searched_is_shown_as_text_not_as_html(client: Client) -> None:
    html = text(client, "/search/?q=<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_finder_gives_its_group_only_when_it_found_something() -> None:
    @searching.finder("test", label="시험", more="/x/")
    def find(query: str, viewer: Any) -> list[Found]:
        return [Found("/x/1/", "찾은 것")] if query == "있다" else []

    try:
        assert [each.label for each, _hits in searching.search("있다", None)][-1] == "시험"
        assert "시험" not in [each.label for each, _hits in searching.search("없다", None)]
    finally:
        searching.registry._things.pop("test")


@pytest.mark.parametrize("path", ["/accessibility/", "/privacy/", "/source/"])
def test_the_plain_pages_say_whom_to_call(client: Client, path: str) -> None:
    html = text(client, path)
    assert "02-000-0120" in html
    assert html.count("<h1") == 1


def test_the_source_page_leads_to_the_source_where_the_operator_names_it(
    client: Client, settings: Any
) -> None:
    settings.SOURCE_URL = "https://git.city.example/civic"
    assert client.get("/source/")["Location"] == "https://git.city.example/civic"


def test_the_style_guide_and_demo_sign_in_are_there_in_demo_mode_only(client: Client, settings: Any) -> None:
    assert client.get("/styleguide/").status_code == 404
    settings.DEMO_MODE = True
    assert client.get("/styleguide/").status_code == 200


def test_the_switch_of_language_turns_the_page_and_stays(client: Client) -> None:
    assert '<html lang="ko">' in text(client, "/")
    back = client.post("/i18n/setlang/", {"language": "en", "next": "/privacy/"})
    assert back["Location"] == "/privacy/"
    assert '<html lang="en">' in text(client, "/privacy/")
    client.post("/i18n/setlang/", {"language": "ko", "next": "/"})
    assert '<html lang="ko">' in text(client, "/")


@pytest.mark.parametrize(
    ("who", "phase", "questions"),
    [
        ("visitor", "voting", 11),
        ("visitor", "gather", 13),
        ("resident", "voting", 16),
        ("resident", "gather", 18),
    ],
)
def test_home_asks_the_same_number_of_questions_for_one_and_three(
    client: Client, kim: User, lee: User, who: str, phase: str, questions: int, django_assert_num_queries: Any
) -> None:
    call = factories.a_call()

    def more() -> None:
        factories.a_proposal(author=lee, call=call)
        factories.a_proposal(author=lee, call=call, state="review")
        factories.a_workshop()
        cycle = factories.a_cycle(phase)
        factories.with_rules(cycle)
        factories.a_project(factories.an_envelope(cycle))

    if who == "resident":
        client.force_login(kim)
    more()
    client.get("/")  # templates and content types are read once a process
    cache.clear()
    with django_assert_num_queries(questions):
        client.get("/")
    more()
    more()
    cache.clear()
    with django_assert_num_queries(questions):
        client.get("/")
