"""A polling place, its voting device and the making of a cycle by the keyboard alone: every stop, every act, every error."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as NotThereYet

from budgeting.cycles.models import Cycle
from budgeting.voting import ballots, tickets
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.models import InPersonMark, SealedBallot
from civic.accounts.models import User
from tests import factories
from tests.budgeting.voting import booths, making
from tests.civic.test_in_browser import open_as
from tests.face.browser import SIDEWAYS, chromium, keyboard

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MOST_STOPS = 150
ARRIVES = 5_000  # milliseconds
FOCUSED = "(selector) => document.activeElement.matches(selector)"
BUTTON = "main form .btn"
SUMMARY = ".error-summary"
DONE = ".section .notice--success"
LARGEST_LETTERS = """() => {
  document.documentElement.dataset.text = "200";
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
}"""
ON_SCREEN = """(selector) => {
  const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


class Keys:
    """Somebody without a mouse: each page met is asked what Tab cannot do on it, and told under its name."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base, self.found = page, base, list[str]()

    def go(self, path: str) -> "Keys":
        self.page.goto(path if path.startswith("http") else self.base + path)
        return self

    def stops(self, name: str) -> "Keys":
        """Look at every stop of the page as it is, which leaves the focus somewhere on it."""
        self.found += [f"{name}: {one}" for one in keyboard(self.page)]
        return self

    def to(self, selector: str) -> "Keys":
        for _press in range(MOST_STOPS):
            if self.page.evaluate(FOCUSED, selector):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {selector} on {self.page.url}")

    def type(self, selector: str, text: str) -> "Keys":
        self.to(selector).page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        return self

    def enter(self, selector: str) -> "Keys":
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def at(self, selector: str) -> "Keys":
        """The focus comes here: the page itself put it here, or the key just pressed.

        A browser moves it to what has ``autofocus`` when it first draws the page, which may be after the page is loaded.
        """
        with suppress(NotThereYet):
            self.page.wait_for_function(FOCUSED, arg=selector, timeout=ARRIVES)
        assert self.page.evaluate(FOCUSED, selector), self.page.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
        return self

    def sees(self, selector: str) -> "Keys":
        """It comes wholly onto the screen."""
        with suppress(NotThereYet):
            self.page.wait_for_function(ON_SCREEN, arg=selector, timeout=ARRIVES)
        assert self.page.evaluate(ON_SCREEN, selector), f"{selector} is off the screen at {self.page.url}"
        return self

    def fits(self) -> "Keys":
        """With the largest letters, everything unfolded, the page does not scroll sideways."""
        self.page.evaluate(LARGEST_LETTERS)
        assert self.page.evaluate(SIDEWAYS) <= 0, f"{self.page.url} scrolls sideways"
        return self

    def follows(self, field: str) -> "Keys":
        """The first line of the error summary leads to this field."""
        self.at(SUMMARY).to(f"{SUMMARY} a").page.keyboard.press("Enter")
        self.page.wait_for_function(FOCUSED, arg=field)
        return self


def test_a_polling_place_and_its_device_serve_people_without_a_mouse(
    browser: Browser, live_server: Any, kim: User, lee: User, oh: User, settings: Any
) -> None:
    settings.DEMO_MODE = True  # staff without a second factor
    settings.SITE_URL = live_server.url
    vote, clerk = booths.a_vote(picks_max=1), booths.a_clerk()
    place = booths.a_place(vote)
    take_off_ballot(oh, vote.projects[2], ground="place", reason="장소를 쓸 수 없게 되었습니다.")
    ballots._kept.clear()
    screen = f"/vote/station/{place.pk}/"

    desk = Keys(open_as(browser, live_server.url, clerk, 360), live_server.url)
    desk.go("/vote/station/").stops("places").go(screen).stops("station")
    desk.go(screen).type("[name=code]", "AAAA-BBBB").enter("[name=code]").at(SUMMARY).stops("nobody found")
    desk.go(screen).type("[name=code]", tickets.give(vote.group, lee.uuid)).enter("[name=code]")
    desk.at("#found").page.keyboard.press("Tab")
    desk.at("#found .btn").stops("found").enter("#found .btn")
    assert InPersonMark.objects.count() == 1
    desk.at(DONE).sees(DONE).sees("[name=code]").page.keyboard.press("Tab")  # on to the next person
    desk.at("[name=code]").stops("marked")
    desk.go(screen).enter('form[action$="/kiosk/"] .btn').stops("device opened")
    address = desk.page.locator("main code").inner_text()

    device = Keys(open_as(browser, live_server.url, None, 360), live_server.url)
    device.go(address).stops("join").enter(BUTTON).stops("begin")
    device.type("[name=code]", "WRONG").enter("[name=code]").follows("[name=code]")
    device.type("[name=code]", "WRONG").enter("[name=code]").at(SUMMARY).stops("wrong code")
    device.type("[name=code]", tickets.give(vote.group, kim.uuid)).enter("[name=code]").stops("ballot")
    boxes = [f'[name="{vote.envelope.key}:{one.number}"]' for one in vote.projects[:2]]
    for box in boxes:
        device.to(box).page.keyboard.press("Space")
    device.enter("[value=review]").follows(".choice:first-child input").stops("too many")
    device.to(boxes[0]).page.keyboard.press("Space")
    device.enter("[value=review]").stops("review").enter("[value=cast]").stops("receipt").enter("main a.btn")
    assert device.page.url.endswith("/vote/kiosk/")
    assert SealedBallot.objects.filter(channel="kiosk").count() == 1
    assert desk.found + device.found == []


def test_every_stop_of_a_ballot_is_seen_and_what_the_enter_key_does_is_harmless(
    browser: Browser, live_server: Any, kim: User, oh: User
) -> None:
    vote = booths.a_vote((123_456_789_000, 200, 100), prepared=False, open_now=False, picks_max=2)
    more = {"method": "ranking", "picks_max": 3}, {"method": "cumulative", "points": 5, "picks_max": None}
    for position, fields in enumerate(more, 1):
        envelope = factories.an_envelope(vote.cycle, amount=1000, position=position, **fields)
        for cost in (300, 200, 100):
            factories.a_project(envelope, cost=cost, area=factories.a_borough())
    making.begin(vote)
    take_off_ballot(oh, vote.projects[2], ground="place", reason="장소를 쓸 수 없게 되었습니다.")
    voter = Keys(open_as(browser, live_server.url, kim, 360), live_server.url)
    start = f"/vote/{vote.cycle.slug}/"
    voter.go(start).stops("start").go(f"{start}ballot/").stops("approval")
    voter.fits().page.reload()
    voter.to("[name=project]").page.keyboard.press("Space")
    voter.enter("[name=project]").stops("one chosen")  # Enter in the list keeps the choice and stays
    assert voter.page.url.partition("#")[0].endswith(f"/ballot/{vote.envelope.key}/")
    assert voter.page.locator("[name=project]:checked").count() == 1
    for name in ("ranking", "points"):
        voter.page.reload()
        voter.enter(".budget-bar [value=next]").stops(name).fits()
    voter.page.reload()
    voter.enter(".budget-bar [value=next]").stops("review").fits()
    assert voter.found == []


def test_a_cycle_is_made_without_a_mouse(browser: Browser, live_server: Any, oh: User, settings: Any) -> None:
    settings.DEMO_MODE = True
    factories.a_city()
    officer = Keys(open_as(browser, live_server.url, oh, 360), live_server.url)
    officer.go("/budget/desk/new/").stops("basics").go("/budget/desk/new/").enter(BUTTON)
    officer.follows("[name=title]").type("[name=title]", "2031 참여예산").type("[name=budget_year]", "2031")
    officer.to("[name=area]").page.keyboard.press("ArrowDown")
    officer.enter(BUTTON).stops("start").enter(BUTTON).stops("envelopes")
    officer.type("[name=form-0-amount]", "x").enter("[name=form-0-amount]").follows("[name=form-0-amount]")
    officer.type("[name=form-0-amount]", "500000000").enter(BUTTON).stops("rules").enter(BUTTON).stops(
        "dates"
    )
    officer.enter(BUTTON).follows("[name=opens_on]")
    for _part in ("day", "month", "year"):  # in whichever order the browser has them: a day two years ahead
        for key in ("ArrowUp", "ArrowUp", "ArrowUp", "ArrowRight"):
            officer.page.keyboard.press(key)
    officer.enter(BUTTON).stops("check").enter(BUTTON)
    assert Cycle.objects.get().budget_year == 2031
    assert officer.found == []
