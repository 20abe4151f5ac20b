"""Between domain and browser: a refusal raised anywhere becomes one page with its sentence and the way forward; no letter
goes in that the database cannot hold."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from civic.common.refusals import Refusal, SignInFirst

#: What a script of another site may read beside the body.
EXPOSED = (
    "ETag, Last-Modified, Link, Repr-Digest, Retry-After, X-Checksum-Sha256, X-Generated-At, X-Row-Count"
)


def for_other_sites(response: HttpResponseBase) -> None:
    """Let scripts of other sites read this answer (docs/decisions/0284): "*" makes browsers leave the cookies at home."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = EXPOSED


class NullMiddleware:
    """Reads U+0000 in an address as U+FFFD, as browsers do: PostgreSQL holds no such letter and fails when asked for it.

    Nothing is called so, hence a view finds nothing and says so in its own way. First of all, before anybody reads.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.path, request.path_info = (
            one.replace("\0", "\ufffd") for one in (request.path, request.path_info)
        )
        asked = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = asked.replace("%00", "%EF%BF%BD").replace("\0", "%EF%BF%BD")
        return self.get_response(request)


class RefusalMiddleware:
    """Renders every Refusal that a view lets through: a redirect to sign-in, or the page that says why not.

    And in place of the blank page that Django answers with, one for who asks for an address that takes forms only: whoever
    signs in anew after sending one is led there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        asked = request.method == "GET" and request.accepts("text/html")
        if isinstance(response, HttpResponseNotAllowed) and asked:
            back = safe_next(request)
            back = "/" if resolve_url(settings.LOGIN_URL) in back else back
            page = render(request, "405.html", {"back": back}, status=response.status_code)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, SignInFirst):
            return HttpResponseRedirect(
                f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': comes_back(request)})}"
            )
        response = render(
            request,
            exception.page,
            {"refusal": exception, "back": exception.back or safe_next(request)},
            status=exception.status,
        )
        response["X-Refusal"] = exception.code
        return response


def comes_back(request: HttpRequest) -> str:
    """Where to go on when what stood in the way is mended: this page, or the one on which the form stood."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else safe_next(request)


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Where to go on after a POST: the form's ``next``, else the page the form stood on, when it is of this site.

    An address only, from its first letter on: of anything else ``redirect`` would look for a view of that name.
    """
    for candidate in (request.POST.get("next"), request.GET.get("next"), request.META.get("HTTP_REFERER")):
        if (
            candidate
            and candidate.startswith(("/", "http://", "https://"))
            and url_has_allowed_host_and_scheme(
                candidate, allowed_hosts={request.get_host()}, require_https=request.is_secure()
            )
        ):
            return candidate
    return default
