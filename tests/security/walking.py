"""Every address of the site, from the resolver itself: nothing is listed by hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

WEB = ("GET", "POST")
API = ("GET", "POST", "PUT", "PATCH", "DELETE")
OUTSIDE = ("static", "media")


@dataclass(frozen=True)
class Route:
    """``name`` is the reversible name, or the view's path where there is none; ``params`` are what its address needs."""

    name: str
    params: tuple[str, ...]
    reversible: bool
    api: bool

    @property
    def methods(self) -> tuple[str, ...]:
        return API if self.api else WEB


def routes() -> list[Route]:
    """All routes, once each, sorted by name."""
    found = {route.name: route for route in _walk(get_resolver().url_patterns, (), (), "")}
    return [found[name] for name in sorted(found)]


def _walk(
    patterns: list[URLPattern | URLResolver],
    namespaces: tuple[str, ...],
    params: tuple[str, ...],
    prefix: str,
) -> Iterator[Route]:
    for pattern in patterns:
        here = prefix + str(pattern.pattern)
        mine = (*params, *pattern.pattern.converters, *getattr(pattern.pattern, "regex", _none).groupindex)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inner, mine, here)
        elif not here.startswith(OUTSIDE):
            named = bool(pattern.name)
            name = ":".join((*namespaces, pattern.name)) if pattern.name else here
            yield Route(name, tuple(dict.fromkeys(mine)), named, here.startswith("api/v"))


class _none:  # noqa: N801  stands in for a compiled pattern without groups
    groupindex: dict[str, int] = {}
