"""Walking through the platform as people do: a real browser, a real server, a real worker's work run in between."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.servers.basehttp import WSGIRequestHandler
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from civic.accounts.models import User
from civic.notifications.tasks import sweep
from tests.face.browser import SIDEWAYS, axe, chromium, judged, on_paper, picture

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # Playwright's loop runs in this thread beside the ORM
SHOTS = Path(settings.BASE_DIR) / ".local" / "shots"
WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def _hang_up(handler: WSGIRequestHandler) -> bool:
    handler.close_connection = True
    return False


@contextmanager
def no_network(context: BrowserContext) -> Iterator[None]:
    """The browser is told that it has no network, and the server hangs up on everybody.

    The first alone is not enough: a document that is opened anew, and its service worker, may ask before they are told.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIRequestHandler, "parse_request", _hang_up)
        context.set_offline(True)
        yield
    context.set_offline(False)


class Walker:
    """One person at one browser: goes, fills in, presses, and checks every page met."""

    def __init__(self, context: BrowserContext, base: str, name: str, javascript: bool) -> None:
        self.context, self.base, self.name, self.javascript = context, base, name, javascript
        self.page: Page = context.new_page()
        self.checked: set[str] = set()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda message: self.errors.append(message.text) if "Content Security" in message.text else None,
        )

    def sign_in(self, user: User) -> "Walker":
        """Take over a session of ``user`` (signing in by hand has a journey of its own)."""
        client = Client()
        client.force_login(user)
        morsel = client.cookies[settings.SESSION_COOKIE_NAME]
        self.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": morsel.value, "url": self.base}]
        )
        return self

    def go(self, path: str) -> "Walker":
        response = self.page.goto(self.base + path)
        assert response is not None
        assert response.status < 400, f"{self.name}: {path} answers {response.status}"
        return self.check()

    def fill(self, label: str | re.Pattern[str], text: str) -> "Walker":
        self.page.get_by_label(label).first.fill(text)
        return self

    def choose(self, label: str | re.Pattern[str], option: str) -> "Walker":
        self.page.get_by_label(label).first.select_option(label=option)
        return self

    def tick(self, label: str | re.Pattern[str]) -> "Walker":
        self.page.get_by_label(label).first.check()
        return self

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> "Walker":
        """Press the button of this name and look at the page that follows."""
        return self.go_on((within or self.page).get_by_role("button", name=name).first)

    def put(self, **values: str) -> "Walker":
        """Fill fields by their form names; a radio button or checkbox is chosen by its value."""
        for name, value in values.items():
            field = self.page.locator(f'main [name="{name}"]')
            kind = field.first.get_attribute("type")
            if kind in ("radio", "checkbox"):
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif field.first.evaluate("one => one.tagName") == "SELECT":
                field.first.select_option(value)
            else:
                field.first.fill(value)
        return self

    def send(self, field: str, button: str | None = None) -> "Walker":
        """Send the form that holds this field, by its first visible button or the one named."""
        form = self.page.locator("form", has=self.page.locator(f'[name="{field}"]')).first
        buttons = form.locator("button[type=submit]:not(.sr-only)")
        chosen = buttons.filter(has_text=button) if button else buttons
        return self.go_on(chosen.first)

    def post(self, path: str) -> "Walker":
        """Press the one-button form that leads to this path."""
        return self.go_on(self.page.locator(f'form[action="{path}"] button').first)

    def follow(self, name: str | re.Pattern[str]) -> "Walker":
        return self.go_on(self.page.get_by_role("link", name=name).first)

    def sees(self, text: str | re.Pattern[str]) -> "Walker":
        expect(self.page.locator("main")).to_contain_text(text)
        return self

    def go_on(self, button: Locator) -> "Walker":
        """Press it, wait for the page that follows (a click alone does not), and look at that page."""
        with self.page.expect_navigation():
            button.click()
        return self.check()

    def prints(self) -> "Walker":
        """This page is one that people take home on paper: no menu, no form and no control on it."""
        assert on_paper(self.page) == [], self.path
        return self

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.base)

    def check(self) -> "Walker":
        """axe, no sideways scrolling, a heading: once for each kind of page, again where it is built otherwise."""
        kind = re.sub(r"[0-9a-f-]{36}|\d+|[A-Z0-9]{6,8}(?=/)", "#", self.path.split("?")[0])
        assert not self.errors, f"{self.name} at {self.path}: {self.errors}"
        if kind in self.checked:
            return self
        self.checked.add(kind)
        expect(self.page.locator("h1")).to_have_count(1)
        if self.javascript and judged(self.page, kind):
            return self
        width = (self.page.viewport_size or {"width": 0})["width"]
        name = kind.strip("/").replace("/", "_") or "home"
        picture(self.page, SHOTS / f"{name}-{width}{'' if self.javascript else '-nojs'}.png")
        if self.javascript:
            assert self.page.evaluate(SIDEWAYS) <= 0, f"{self.path} scrolls sideways at {width} px"
            assert axe(self.page) == [], f"{self.name} at {self.path}"
        return self


Enter = Callable[..., Walker]


@pytest.fixture
def enter(browser: Browser, live_server: object) -> Iterator[Enter]:
    """Give somebody a browser: ``enter("kim", user, width="phone", javascript=True)``."""
    contexts: list[BrowserContext] = []

    def open_browser(
        name: str, user: User | None = None, *, width: str = "desk", javascript: bool = True
    ) -> Walker:
        x, y = WIDTHS[width]
        context = browser.new_context(
            viewport={"width": x, "height": y}, java_script_enabled=javascript, locale="ko-KR"
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        walker = Walker(context, str(live_server), name, javascript)
        return walker.sign_in(user) if user is not None else walker

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def deliver() -> Callable[[], None]:
    """What the worker does every five seconds."""
    return sweep
