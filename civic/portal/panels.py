"""Panels: what the apps show on home, my page and the staff desk. An app registers; the portal draws."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from civic.common.registry import Registry

Place = Literal["home", "me", "desk"]
Context = dict[str, Any]


@dataclass(frozen=True)
class Panel:
    """``context`` gives what the template needs, or None when there is nothing to show to this person."""

    name: str
    place: Place
    order: int
    template: str
    context: Callable[[HttpRequest, datetime], Context | None]


registry: Registry[Panel] = Registry("panel")


def panel(
    name: str, *, place: Place, order: int, template: str
) -> Callable[[Callable[[HttpRequest, datetime], Context | None]], Panel]:
    """Register a panel ("app.name") for a place; decorates the function that gives its context.

    A panel costs a fixed small number of queries, whatever the number of rows.
    """

    def register(context: Callable[[HttpRequest, datetime], Context | None]) -> Panel:
        return registry.add(name, Panel(name, place, order, template, context))

    return register


def drawn(place: Place, request: HttpRequest, at: datetime) -> list[tuple[Panel, Context]]:
    """The panels of a place that have something to show, in order."""
    found = []
    for each in sorted((p for p in registry if p.place == place), key=lambda p: p.order):
        context = each.context(request, at)
        if context is not None:
            found.append((each, context))
    return found


def rendered(place: Place, request: HttpRequest, at: datetime) -> list[SafeString]:
    """The panels of a place as HTML; a panel's template sees its own context and ``panel``."""
    return [
        render_to_string(each.template, {**context, "panel": each}, request=request)
        for each, context in drawn(place, request, at)
    ]
