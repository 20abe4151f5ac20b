"""One rendering of a public page for everybody who is not signed in, for a few seconds.

In the last hours of a vote thousands of people read the same handful of pages. A page marked ``@for_visitors`` is
rendered once in ``VISITOR_PAGE_SECONDS`` and handed to every visitor; each still gets a form token of their own. Who
carries a session, a draft or any other cookie beside language and form token is never given a stored page, and
nothing that sets a cookie is stored. Acts are not affected: they ask the clock and the database
(docs/decisions/0008-pages-for-visitors.md).
"""

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from civic.common.kept import kept

View = Callable[..., HttpResponse]
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[A-Za-z0-9]+(?=")')
LONGEST_ADDRESS = 500  # longer ones are made by machines; rendering them once each keeps the store small


def for_visitors(view: View) -> View:
    """Mark a view whose GET answer is the same for everybody who is not signed in."""

    @wraps(view)
    def shared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        seconds = settings.VISITOR_PAGE_SECONDS
        if not seconds or not _is_visitor(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        stored = kept.get(key)
        if stored is not None:
            return _answer(request, *stored)
        response = view(request, *args, **kwargs)
        if not request.session.modified and (parts := _parts(response)):
            kept.set(key, (parts, response["Content-Type"]), seconds)
        return response

    return shared


def _is_visitor(request: HttpRequest) -> bool:
    """A plain GET from a browser that holds nothing of ours but a language and a form token."""
    harmless = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
    return (
        request.method == "GET"
        and set(request.COOKIES) <= harmless
        and "HX-Request" not in request.headers
        and "Authorization" not in request.headers
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def _key(request: HttpRequest) -> str:
    named = "\n".join(
        (get_language() or "", request.scheme or "", request.get_host(), request.get_full_path())
    )
    return f"visitors:{sha256(named.encode()).hexdigest()}"


def _parts(response: HttpResponse) -> list[bytes]:
    """The page cut at its form tokens; nothing for an answer that is not everybody's."""
    if response.status_code != 200 or response.streaming or response.cookies:
        return []
    if set(response.headers) - {"Content-Type", "Content-Language", "Vary"}:
        return []  # a header of its own (a download, a cache rule) would be lost
    tokens = set(TOKEN.findall(response.content))
    parts = TOKEN.split(response.content)
    if any(token in part for token in tokens for part in parts):
        return []  # the token stands in a place that we do not know how to fill
    return parts


def _answer(request: HttpRequest, parts: list[bytes], content_type: str) -> HttpResponse:
    body = parts[0] if len(parts) == 1 else get_token(request).encode().join(parts)
    return HttpResponse(body, content_type=content_type)
