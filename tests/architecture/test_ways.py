"""Every page is led to: the name of its address stands in a template or in code, beside the list of addresses."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

ROOT = Path(settings.BASE_DIR)
OURS = ("accounts", "attachments", "comments", "committee", "cycles", "delivery", "live", "moderation", "notifications",
        "opendata", "portal", "proposals", "results", "school", "spaces", "voting", "workshops")  # fmt: skip
BY_MACHINES = {
    "portal:healthz": "asked by what watches the server (docs/operations.md)",
    "portal:readyz": "asked by what watches the server (docs/operations.md)",
    "portal:styleguide": "for developers (CONTRIBUTING.md)",
    "voting:proof": "asked by witnesses; the ledger's page names the programs",
    "voting:consistency": "asked by witnesses; the ledger's page names the programs",
}


def addresses(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The full names of all addresses below."""
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from addresses(each, f"{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern) and each.name:
            yield space + each.name


def said() -> set[str]:
    """Whatever stands in quotation marks in templates and code: names and paths."""
    found: set[str] = set()
    for folder in ("templates", "civic", "proposals", "workshops", "budgeting"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in (".html", ".py") and file.stem != "urls":
                found |= set(re.findall(r"""["']([\w:/-]+)["']""", file.read_text()))
    return found


def is_led_to(name: str, words: set[str]) -> bool:
    """By its name, by the last part of it (where the app puts the name together), or by its path."""
    if name in words or name.split(":")[1] in words:
        return True
    try:
        return reverse(name) in words
    except NoReverseMatch:  # it has a part that changes
        return False


def test_every_page_of_ours_is_led_to() -> None:
    words = said()
    names = {name for name in addresses(get_resolver()) if name.split(":")[0] in OURS}
    assert len(names) > 300
    assert {name for name in names - set(BY_MACHINES) if not is_led_to(name, words)} == set()


def test_a_page_that_nobody_names_is_seen() -> None:
    assert not is_led_to("portal:privacy", {"portal:home", "home", "/data/"})
    assert is_led_to("portal:privacy", {"/privacy/"})
