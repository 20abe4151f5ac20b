"""A Chromium that asks nobody outside, and the site served to it from a thread."""

import atexit
import functools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.suite.browser import BESIDE, SHELL
from tests.suite.browser import chromium as installed

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    if (!box.width || one.closest('.skip')) return false;
    if (one.matches('.choice input')) return one.nextElementSibling.getBoundingClientRect().height < 44;
    const stretched = getComputedStyle(one, '::after');  // a card's link covers the card
    if (stretched.position === 'absolute' && stretched.content !== 'none') return false;
    const alone = one.parentElement.textContent.trim() === one.textContent.trim();  // all of its paragraph or cell
    if (one.matches('p a, dd a, td a, th a')) return alone && box.height < 43.9;
    const inText = one.matches('label a, li a.inline');
    return !inText && (box.height < 43.9 || box.width < 43.9);
  })
  .map((one) => `${one.outerHTML.slice(0, 90)} ${Math.round(one.getBoundingClientRect().height)}px`)"""

OBSCURED = """() => {
  const bar = document.querySelector('.budget-bar');
  return [...document.querySelectorAll('main a[href], main button, main input, main select, main textarea, main summary')]
    .filter((one) => {
      if (bar.contains(one) || !one.checkVisibility()) return false;
      one.focus();
      const box = one.getBoundingClientRect();
      return box.height > 0 && box.top >= bar.getBoundingClientRect().top;
    })
    .map((one) => one.outerHTML.slice(0, 90));
}"""


LISTEN = """() => {
  const groups = new Set();
  const wanted = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width && box.height && !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true});
    })
    .filter((one) => {  // one stop for a group of radios: the chosen one, else the first; the arrows lead to the others
      if (one.type !== 'radio') return true;
      const chosen = document.querySelector(`input[name="${one.name}"]:checked`);
      if (groups.has(one.name) || (chosen && chosen !== one)) return false;
      groups.add(one.name);
      return true;
    });
  const thick = (style, line) => style && parseFloat(style[line]) >= 2;
  window.stops = [];
  document.addEventListener('focusin', ({target: one}) => {
    const outlined = [getComputedStyle(one), getComputedStyle(one, '::after')]
      .some((style) => style.outlineStyle !== 'none' && thick(style, 'outlineWidth'));
    const tile = one.querySelector('rect');
    const box = one.getBoundingClientRect();
    window.stops.push({at: wanted.indexOf(one), html: one.outerHTML.slice(0, 90),
      seen: outlined || Boolean(tile && thick(getComputedStyle(tile), 'strokeWidth')),
      here: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth});
  });
  return wanted.map((one) => one.outerHTML.slice(0, 90));
}"""
"""Notes each stop of the keyboard; gives what it has to come to, in the order of the page."""

EXTRA_STOPS = 12  # the parts of dates and times, and the way out of the page


class Quiet(WSGIRequestHandler):
    """Says nothing about requests."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that its base class gives it
        pass


STRUCTURE = """() => {
  const kept = /^(class|role|type|lang|hidden|disabled|open|tabindex|for|scope|autocomplete|aria-.*)$/;
  const free = /^(for|aria-(label|labelledby|describedby|controls))$/;  // that it is there counts, not what it says
  const named = (one) => one.tagName + [...one.attributes]
    .filter((attribute) => kept.test(attribute.name))
    .map(({name, value}) => ` ${name}=${free.test(name) ? value !== '' : value}`).sort().join('');
  const says = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) ? ' says' : '';
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  const kinds = [...document.querySelectorAll('*')].map((one) => {
    const above = one.parentElement ? named(one.parentElement) : '';
    return `${above} > ${named(one)}${says(one)}${one.alt === '' ? ' no alt' : ''}`;
  });
  return [...new Set(kinds)].sort().join('|') + (ids.length === new Set(ids).size ? '' : '|an id twice');
}"""
"""The kinds of elements on a page, each with its parent, its class, its part and whether it says anything: what axe judges by."""

_judged: set[tuple[str, int, str]] = set()


def judged(page: Page, kind: str) -> bool:
    """Was a page of this kind, this width and these kinds of elements looked at before by this process? Remembers it."""
    width = (page.viewport_size or {"width": 0})["width"]
    mark = (kind, width, sha256(page.evaluate(STRUCTURE).encode()).hexdigest())
    known = mark in _judged
    _judged.add(mark)
    return known


@contextmanager
def site() -> Iterator[str]:
    """The address of the running site, static files included."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.daemon_threads = True
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium; fails, saying what to install, where there is none."""
    path = installed()
    if path is None:
        pytest.fail(f"The browser tests need Chromium: apt-get install {SHELL} {' '.join(BESIDE)}")
    yield _one_browser(path)


@functools.cache
def _one_browser(path: str) -> Browser:
    """One for the whole process: a second playwright cannot start beside the first, whose fixture may live on."""
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


def axe(page: Page) -> list[str]:
    """What axe has against the page: rule, number of places, the first place."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']} x{len(one['nodes'])}: {one['nodes'][0]['html'][:160]}" for one in found]


def keyboard(page: Page) -> list[str]:
    """What Tab meets on a fresh page and a person without a mouse could not use: nothing where all is well.

    Every link, button and field is a stop, in the order of the page from where it put the focus (its top, an error, what was
    found); each is on the screen and drawn as the one that has the focus; the last one leads out of the page.
    """
    wanted = page.evaluate(LISTEN)
    for _press in range(len(wanted) + EXTRA_STOPS):
        page.keyboard.press("Tab")
    stops = page.evaluate("window.stops")
    met = list(dict.fromkeys(stop["at"] for stop in stops if stop["at"] >= 0))
    found = [f"no sign of the focus: {stop['html']}" for stop in stops if not stop["seen"]]
    found += [f"the focus is off the screen: {stop['html']}" for stop in stops if not stop["here"]]
    found += [f"Tab never comes to {one}" for at, one in enumerate(wanted) if at not in met]
    top = met.index(min(met)) if met else 0
    in_order = [*met[top:], *met[:top]] == sorted(met)
    return found + ([] if in_order else ["Tab does not follow the order of the page"])


ON_PAPER = """() => [...document.querySelectorAll('nav, form, button, input, select, textarea, .aside')]
  .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 90))"""


def on_paper(page: Page) -> list[str]:
    """What would be printed that paper cannot use: menus, forms and controls. Nothing where all is well."""
    page.emulate_media(media="print")
    found: list[str] = page.evaluate(ON_PAPER)
    page.emulate_media(media="screen")
    return found


def skips(page: Page) -> bool:
    """Does the first stop of a fresh page lead past the header?"""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    return bool(page.evaluate("document.activeElement.id === 'main'"))


def picture(page: Page, path: Path) -> None:
    """Keep a picture of the whole page for people to look at, where they ask for it: ``CIVIC_PICTURES=1``.

    Chromium now and then cannot capture a page ("Unable to capture screenshot") while both cores are busy. A picture
    proves nothing that a test claims, so it is tried three times, and its lack is told but fails nothing.
    """
    if not os.environ.get("CIVIC_PICTURES"):
        return  # a sixth of a journey's time, for what no test looks at
    path.parent.mkdir(parents=True, exist_ok=True)
    for _attempt in range(3):
        try:
            page.screenshot(path=path, full_page=True)
        except Error as error:
            if "Unable to capture screenshot" not in error.message:
                raise
        else:
            return
    print(f"no picture of {page.url}: Chromium could not capture it")
