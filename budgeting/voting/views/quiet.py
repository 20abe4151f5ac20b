"""Ballot pages stay nowhere on the way: no cache of a proxy or a shared computer keeps them.

Log lines name neither a person nor an address (DJANGO_STRUCTLOG_* in the settings). What a web server in front writes is
its operator's matter: docs/operations.md says to leave ``/vote/`` out of its access log.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

View = Callable[..., HttpResponse]


def quiet(view: View) -> View:
    """Forbid every cache to keep the answer."""

    @wraps(view)
    def uncached(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return uncached
