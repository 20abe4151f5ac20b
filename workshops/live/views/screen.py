"""The screen in the hall: large print, read by everybody, touched by nobody."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from civic.common import qr as qr_picture
from workshops.live import grouped, polling, queries, results
from workshops.live.models import Room
from workshops.live.views.phone import come_in

BESIDE_GROUPS = 2  # the hall cannot scroll
AT_ONCE = 6  # more than six lines of large print are not read


def _context(room: Room) -> dict[str, Any]:
    seen = queries.numbers(room)
    tag = polling.tag(room, seen.heads, seen.statements, seen.answers, grouped.number_of(room))
    return {"room": room, "numbers": seen, "tag": tag, "poll_headers": polling.headers(tag)}


def _shown(room: Room) -> dict[str, Any]:
    if room.is_closed:
        found = results.of(room)
        return {"lines": found["lines"][:AT_ONCE], "groups": grouped.shown_groups(room)}
    if room.phase == Room.Phase.GROUP:
        return {"bundles": results.bundles(room)}
    groups = grouped.shown_groups(room) if room.phase == Room.Phase.CHOOSE else {}
    newest = list(queries.on_screen(room).order_by("-pk")[: BESIDE_GROUPS if "found" in groups else AT_ONCE])
    return {"shown": newest[::-1], "groups": groups}


@never_cache
@require_safe
def screen(request: HttpRequest, code: str) -> HttpResponse:
    """The whole page, with the code and its QR picture."""
    room = come_in(request, code)
    address = settings.SITE_URL.split("//")[-1] + reverse("live:enter")
    context = {**_context(room), **_shown(room), "address": address}
    return render(request, "live/screen.html", context)


@require_safe
def now_part(request: HttpRequest, code: str) -> HttpResponse:
    """What has changed on the screen; a 304 costs four small queries here, of one device."""
    room = come_in(request, code)
    context = _context(room)
    if same := polling.unchanged(request, context["tag"]):
        return same
    response = render(request, "live/parts/screen.html", {**context, **_shown(room)})
    return polling.tagged(response, context["tag"])


@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The address of the room as a QR picture: the camera of a phone is scanner enough."""
    room = come_in(request, code)
    target = settings.SITE_URL + room.get_absolute_url()
    return qr_picture.answer(target, scale=8, seconds=3600)
