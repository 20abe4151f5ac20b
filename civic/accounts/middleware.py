"""What every request of a signed-in person passes: their language, and the second factor of staff."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation

from civic.accounts.actors import is_staff
from civic.accounts.models import User
from civic.accounts.refusals import SecondFactorFirst

OPEN_TO_ALL = ("/account/", "/i18n/", "/static/", "/healthz", "/readyz", "/demo/")
STAFF_ONLY = "/account/desk/"  # stands under /account/, but is no page of one's own account
API = "/api/"


class PersonLanguageMiddleware:
    """A signed-in person reads in the language of their profile unless this browser chose another by the switch."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and isinstance(request.user, User):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class SecondFactorMiddleware:
    """Staff without a second factor can only set one up. Demo mode leaves this out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DEMO_MODE or self._open(request.path) or not self._lacks_factor(request):
            return self.get_response(request)
        if request.path.startswith(API):
            return problem(SecondFactorFirst())
        return HttpResponseRedirect(reverse("mfa_index"))

    def _open(self, path: str) -> bool:
        return path.startswith(OPEN_TO_ALL) and not path.startswith(STAFF_ONLY)

    def _lacks_factor(self, request: HttpRequest) -> bool:
        from allauth.mfa.utils import is_mfa_enabled

        user = request.user
        return isinstance(user, User) and (is_staff(user) or user.is_staff) and not is_mfa_enabled(user)


def problem(refusal: SecondFactorFirst) -> JsonResponse:
    """The refusal as the API says it (RFC 9457); the API itself stands above accounts."""
    said = {
        "type": f"urn:civic:problem:{refusal.code}",
        "title": str(refusal),
        "status": refusal.status,
        "detail": refusal.way_forward,
    }
    return JsonResponse(said, status=refusal.status, content_type="application/problem+json")
