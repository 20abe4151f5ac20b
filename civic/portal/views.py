"""Pages of the platform as a whole."""

from django.db import connection
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html")


def me(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/me.html")


def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Can this process serve people: database and cache (which is the broker too) answer. 503 names what does not."""
    checks = {"database": _database, "redis": _redis}
    result = {}
    for name, check in checks.items():
        try:
            check()
            result[name] = "ok"
        except Exception as error:  # noqa: BLE001  whatever is wrong is the answer
            result[name] = type(error).__name__
    return JsonResponse(result, status=200 if set(result.values()) == {"ok"} else 503)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    cache.set("readyz", "1", 10)
