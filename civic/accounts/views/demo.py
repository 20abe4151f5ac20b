"""One-click sign-in as a person of the demo city. The addresses exist in demo mode only."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from civic.accounts.models import User
from civic.common.http import safe_next

DOMAIN = "@demo.example.org"


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The cast of the demo city, each with what they can do."""
    _demo_only()
    cast = User.objects.filter(email__endswith=DOMAIN, is_active=True).prefetch_related(
        "roles__department", "committee_seats"
    )
    shown = (
        cast.exclude(email__startswith="citizen-").exclude(email__startswith="member-").order_by("id")[:30]
    )
    return render(request, "accounts/demo.html", {"people": shown})


@require_POST
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    _demo_only()
    person = get_object_or_404(User, pk=pk, email__endswith=DOMAIN, is_active=True)
    login(request, person, backend="django.contrib.auth.backends.ModelBackend")
    UserSession.objects.create_from_request(request)  # so that the list of devices shows this one
    return redirect(safe_next(request, default="/me/"))


def _demo_only() -> None:
    """The addresses are not even in the list outside demo mode; this is the second lock on the same door."""
    if not settings.DEMO_MODE:
        raise Http404
