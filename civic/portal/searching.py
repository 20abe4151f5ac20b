"""Search over all apps: each registers what of it can be found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from civic.common.registry import Registry


@dataclass(frozen=True)
class Found:
    """One hit: where it is, what it is called, and a line about it."""

    url: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class Finder:
    """``find`` takes the words and the viewer and gives at most ten hits; ``more`` is the app's own search page."""

    label: str | Promise
    find: Callable[[str, Any], list[Found]]
    more: str


registry: Registry[Finder] = Registry("finder")


def finder(
    name: str, *, label: str | Promise, more: str
) -> Callable[[Callable[[str, Any], list[Found]]], Finder]:
    """Register a finder under ``name``; decorates the function that finds."""

    def register(find: Callable[[str, Any], list[Found]]) -> Finder:
        return registry.add(name, Finder(label, find, more))

    return register


def search(query: str, viewer: Any) -> list[tuple[Finder, list[Found]]]:
    """The groups that found something."""
    found = ((each, each.find(query, viewer)) for each in registry)
    return [(each, hits) for each, hits in found if hits]
