"""The keyboard of one walker: nothing is clicked."""

from playwright.sync_api import Locator

from tests.journeys.conftest import Walker

MOST_TABS = 120


class Keys:
    """The keyboard of one walker: Tab until the wanted thing has the focus, then type or press."""

    def __init__(self, walker: Walker) -> None:
        self.walker, self.page = walker, walker.page

    def reach(self, wanted: Locator) -> None:
        """Tab to it, as a person would; fails when it cannot be reached."""
        element = wanted.element_handle()
        for _press in range(MOST_TABS):
            if element.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached by the keyboard at {self.walker.path}")

    def press(self, wanted: Locator) -> None:
        """A button or a link, by Enter; then look at the page that follows."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.walker.check()

    def write(self, name: str, text: str) -> None:
        self.reach(self.page.locator(f'main [name="{name}"]'))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, wanted: Locator) -> None:
        self.reach(wanted)
        self.page.keyboard.press("Space")

    def send(self, field: str) -> None:
        form = self.page.locator("form", has=self.page.locator(f'[name="{field}"]')).first
        self.press(form.locator("button[type=submit]:not(.sr-only)").first)

    def follow(self, path: str) -> None:
        self.press(self.page.locator(f'main a[href="{path}"]').first)

    def post(self, path: str) -> None:
        self.press(self.page.locator(f'form[action="{path}"] button').first)
