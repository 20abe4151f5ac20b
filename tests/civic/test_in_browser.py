"""Inbox, comments, moderation, record, data and API in a real browser: narrow and wide, by axe, under the CSP."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, ConsoleMessage, Page

from civic.accounts.models import User
from civic.api.domain.tokens import make_token
from civic.comments.domain.writing import Words, write_comment
from civic.comments.models import Comment
from civic.moderation.domain.deciding import decide
from civic.moderation.domain.reporting import report
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Mail
from civic.notifications.unsubscribing import unsubscribe_path
from proposals.models import Proposal
from tests import factories
from tests.face.browser import SIDEWAYS, axe, chromium, keyboard, on_paper, picture, skips

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's loop runs in this thread beside the ORM
NARROW = 360
PRINTED = ("proposal", "comments", "comments-anonymous", "proposals", "log", "record", "areas")
SHOTS = Path(project.BASE_DIR) / ".local" / "shots" / "civic"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def comment(kim: User, lee: User, park: User) -> Comment:
    """A thread with a talk, a hidden comment, a report, notices and a mail that was given up."""
    thread = factories.a_proposal(author=kim, title="밤길 골목 안내등 120곳을 달아 주십시오").thread
    assert thread is not None
    first = write_comment(
        lee, thread, Words("학교 앞 골목이 특히 어둡습니다. 안내등이 꼭 필요합니다.", "for")
    )
    write_comment(kim, thread, Words("자세한 위치를 알려 주시면 함께 적겠습니다.", parent_id=first.pk))
    write_comment(kim, thread, Words("전기 요금은 어떻게 됩니까?", "neutral"))
    spam = write_comment(lee, thread, Words("가게 광고입니다", "against"))
    report(kim, spam, rule="spam", text="광고입니다.")
    decide(park, spam, outcome="hidden", rule="spam", reason="가게를 알리는 글입니다.")
    report(kim, first, rule="off_topic", text="제안과 관계가 없습니다.")
    deliver_waiting()
    Mail.objects.update(given_up_at=timezone.now(), last_error="SMTPRecipientsRefused: 550 no such user")
    make_token(lee, name="통계 프로그램", days=90, scopes=["read"])
    return first


def open_as(browser: Browser, base: str, user: User | None, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 900}, locale="ko-KR")
    if user is not None:
        client = Client()
        client.force_login(user)
        value = client.cookies[project.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": project.SESSION_COOKIE_NAME, "value": value, "url": base}])
    return context.new_page()


def _note_csp(name: str, found: list[str], message: ConsoleMessage) -> None:
    if "Content Security" in message.text:
        found.append(f"{name}: {message.text}")


@pytest.mark.parametrize("width", [NARROW, 1280])
def test_pages_fit_and_have_no_barriers(
    width: int,
    browser: Browser,
    live_server: Any,
    comment: Comment,
    kim: User,
    lee: User,
    park: User,
    admin: User,
    settings: Any,
) -> None:
    settings.DEMO_MODE = True  # staff without a second factor
    subject = comment.moderation_subject
    spam = Comment.objects.get(hidden_at__isnull=False)
    pages: list[tuple[str, User | None, str]] = [
        ("comments", lee, f"/comments/{comment.thread_id}/"),
        ("comments-anonymous", None, f"/comments/{comment.thread_id}/"),
        ("reply", kim, f"/comments/{comment.thread_id}/write/?to={comment.pk}"),
        ("report", lee, f"/moderation/report/{subject}/"),
        ("appeal", lee, f"/moderation/appeal/{spam.moderation_subject}/"),
        ("log", None, "/moderation/"),
        ("queue", park, "/moderation/queue/"),
        ("decide", park, f"/moderation/queue/{subject}/"),
        ("inbox", lee, "/inbox/"),
        ("settings", lee, "/inbox/settings/"),
        ("unsubscribe", None, unsubscribe_path(lee, "comments")),
        ("undelivered", admin, "/inbox/undelivered/"),
        ("record", None, "/record/"),
        ("data", None, "/data/"),
        ("dataset", None, "/data/moderation-log/"),
        ("tokens", lee, "/api/tokens/"),
        ("areas", None, "/areas/"),
        ("map", None, "/proposals/map/"),
        ("proposals", None, "/proposals/"),
        ("proposal", lee, f"/proposals/{Proposal.objects.get().number}/"),
    ]
    found: list[str] = []
    for name, user, path in pages:
        page = open_as(browser, live_server.url, user, width)
        page.on("console", partial(_note_csp, name, found))
        response = page.goto(live_server.url + path)
        if response is None or response.status != 200:
            found.append(f"{name}: {response.status if response else 'no answer'}")
        picture(page, SHOTS / f"{name}-{width}.png")
        sideways = page.evaluate(SIDEWAYS)
        found += [f"{name}: {sideways} px sideways"] if sideways > 0 else []
        found += [f"{name}: {one}" for one in axe(page)]
        found += [f"{name}: {one}" for one in keyboard(page)] if width == NARROW else []
        found += [f"{name} prints {one}" for one in on_paper(page)] if name in PRINTED else []
        page.context.close()
    anybody = open_as(browser, live_server.url, None, width)
    anybody.goto(live_server.url + "/proposals/")
    found += [] if skips(anybody) else ["the first stop does not lead past the header"]
    anybody.context.close()
    assert found == [], "\n".join(found)


def test_the_api_is_described_under_the_csp(browser: Browser, live_server: Any, db: None) -> None:
    page = open_as(browser, live_server.url, None, 1280)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{live_server.url}/api/docs/")
    page.locator("text=/api/v1/threads/{thread}/comments/").first.wait_for(timeout=30_000)
    picture(page, SHOTS / "docs-1280.png")
    page.context.close()
    assert said == []


def test_a_comment_written_before_signing_in_is_posted_after_it_without_javascript(
    browser: Browser, live_server: Any, comment: Comment, lee: User
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="ko-KR"
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/comments/{comment.thread_id}/")
    page.locator("textarea[name=body]").fill("로그인하기 전에 쓴 글")
    page.locator("input[name=stance][value=for]").check()
    page.locator("main button[type=submit]").last.click()
    assert "/account/login/" in page.url
    client = Client()
    cookies = {cookie["name"]: cookie["value"] for cookie in context.cookies()}
    client.cookies[project.SESSION_COOKIE_NAME] = cookies[project.SESSION_COOKIE_NAME]
    client.force_login(lee)  # keeps the session of the browser, as signing in does
    value = client.cookies[project.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": project.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    page.goto(f"{live_server.url}/comments/{comment.thread_id}/write/")
    assert page.locator("textarea[name=body]").input_value() == "로그인하기 전에 쓴 글"
    page.locator("main button[type=submit]").last.click()
    assert Comment.objects.get(body="로그인하기 전에 쓴 글").author == lee
    assert "로그인하기 전에 쓴 글" in page.content()
    context.close()
