"""Pages that look again every four seconds. Nothing new costs a 304 and one query.

The part that is shown carries its own tag (``hx-headers`` sends it as If-None-Match), so that an answer of 304 changes
nothing on the page: no text that somebody is typing, no place where they are reading.
"""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import get_language

from workshops.live.models import Room


def tag(room: Room, *more: object) -> str:
    """The entity tag of what this room shows now, to a reader of this language."""
    return '"' + "-".join(map(str, (room.pk, room.version, get_language(), *more))) + '"'


def headers(found: str) -> str:
    """The value of ``hx-headers`` for a part with this tag."""
    return json.dumps({"If-None-Match": found})


def unchanged(request: HttpRequest, found: str) -> HttpResponse | None:
    """304 for a page that has seen this already."""
    if request.headers.get("If-None-Match") != found:
        return None
    return tagged(HttpResponseNotModified(), found)


def tagged(response: HttpResponse, found: str) -> HttpResponse:
    response["ETag"] = found
    response["Cache-Control"] = "private, no-cache"
    return response


def anew() -> HttpResponse:
    """Tell htmx to load the page anew: what can be done on it has changed."""
    response = HttpResponse(status=200)
    response["HX-Refresh"] = "true"
    return response
