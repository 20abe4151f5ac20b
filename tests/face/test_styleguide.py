"""Every component in a real browser: axe, widths, targets, focus, both languages, both modes, with and without JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from tests.face.browser import OBSCURED, SIDEWAYS, SMALL_TARGETS, axe, chromium, site

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def address(settings: Settings) -> Iterator[str]:
    settings.ROOT_URLCONF = "tests.face.urls"
    with site() as origin:
        yield f"{origin}/test-styleguide/"


def opened(browser: Browser, address: str, width: int, **options: Any) -> tuple[Page, list[str]]:
    """The style guide in a window of its own, and what its console complains about (refusals of the CSP among it)."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, reduced_motion="reduce", **{"locale": "ko-KR", **options}
    )
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


@pytest.mark.parametrize(
    ("width", "scheme", "locale"),
    [(390, "light", "ko-KR"), (390, "dark", "en-GB"), (1280, "light", "en-GB"), (1280, "dark", "ko-KR")],
)
def test_axe_finds_nothing(browser: Browser, address: str, width: int, scheme: Any, locale: str) -> None:
    page, complaints = opened(browser, address, width, color_scheme=scheme, locale=locale)
    assert page.locator("html").get_attribute("lang") == locale[:2]
    assert axe(page) == []
    assert complaints == []


@pytest.mark.parametrize("size", ["", "150", "200"])
def test_a_phone_of_360_pixels_never_scrolls_sideways(browser: Browser, address: str, size: str) -> None:
    page, _ = opened(browser, address, 360)
    if size:
        page.evaluate("(size) => { document.documentElement.dataset.text = size }", size)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
    assert page.evaluate(SIDEWAYS) == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_every_target_can_be_hit_with_a_thumb(browser: Browser, address: str, width: int) -> None:
    page, _ = opened(browser, address, width)
    assert page.evaluate(SMALL_TARGETS) == []


def test_body_text_has_17_pixels_and_grows_to_twice_that_and_back(browser: Browser, address: str) -> None:
    page, complaints = opened(browser, address, 390)
    size = "parseFloat(getComputedStyle(document.body).fontSize)"
    assert page.evaluate(size) == 17
    larger = page.get_by_role("button", name="글자 크게")
    for _ in range(4):
        larger.click()
    assert page.evaluate(size) == 34
    page.reload()
    assert page.evaluate(size) == 34
    larger.click()
    assert page.evaluate(size) == 17
    assert complaints == []


def test_the_error_summary_has_the_focus_and_leads_to_the_field(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 390)
    page.wait_for_function("document.activeElement.className === 'error-summary'")  # when it is first drawn
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_what_has_the_focus_is_never_behind_the_budget_bar(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 390)
    assert page.evaluate(OBSCURED) == []


def test_without_javascript_everything_is_there(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 390, java_script_enabled=False)
    assert page.locator(".error-summary").is_visible()
    assert page.locator("[data-text-size]").is_hidden()
    assert page.locator(".map__svg a").count() == 25
    assert page.get_by_role("button", name="English").is_visible()


def test_districts_can_be_reached_and_named_by_keyboard(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 1280)
    tile = page.get_by_role("link", name="마포구 12건", exact=True)
    tile.focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-current')") == "true"


def test_the_language_is_changed_by_a_form(browser: Browser, address: str) -> None:
    page, _ = opened(browser, address, 390)
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url == address
