"""Pages of the platform as a whole, drawn from the panels that the apps register."""

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from civic.accounts.actors import is_staff, roles_of
from civic.accounts.models import User
from civic.accounts.wording import duties
from civic.common import health
from civic.common.clock import now
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.common.styleguide import samples
from civic.common.visitors import for_visitors
from civic.portal.panels import rendered
from civic.portal.searching import search as find
from civic.portal.threads import STAGE_NAMES, thread
from civic.portal.workplaces import workplaces_of


@require_GET
@for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """What can I do now, and by when."""
    return render(request, "portal/home.html", {"panels": rendered("home", request, now())})


@login_required
@require_GET
def me(request: HttpRequest) -> HttpResponse:
    """Everything of mine: what I wrote, said, follow, and what became of it."""
    user = cast(User, request.user)
    return render(
        request,
        "portal/me.html",
        {"panels": rendered("me", request, now()), "roles": roles_of(user), "section": "me"},
    )


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """To do today, over all apps."""
    if not request.user.is_authenticated:
        raise SignInFirst
    if not is_staff(request.user):
        raise NotAllowed
    context = {
        "panels": rendered("desk", request, now()),
        "workplaces": workplaces_of(request.user),
        "duties": duties(request.user),
        "section": "desk",
    }
    return render(request, "portal/desk.html", context)


@require_GET
@for_visitors
def thread_page(request: HttpRequest, number: str) -> HttpResponse:
    """The whole life of one idea, from what was said to what was spent."""
    knots = thread(number, request.user)
    if not knots:
        raise Http404
    reached = {knot.stage for knot in knots}
    stages = [
        {
            "name": name,
            "label": label,
            "knots": [knot for knot in knots if knot.stage == name],
            "reached": name in reached,
        }
        for name, label in STAGE_NAMES.items()
    ]
    return render(request, "portal/thread.html", {"stages": stages, "knots": knots, "number": number})


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Search over everything that the apps let be found."""
    query = request.GET.get("q", "").strip()[:100]
    return render(
        request, "portal/search.html", {"query": query, "groups": find(query, request.user) if query else []}
    )


@require_GET
@for_visitors
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html")


@require_GET
@for_visitors
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@require_GET
def source(request: HttpRequest) -> HttpResponse:
    """The AGPL's section 13: where the source of this very installation is."""
    if settings.SOURCE_URL.startswith("http"):
        return redirect(settings.SOURCE_URL)
    return render(request, "portal/source.html")


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO_MODE:
        raise Http404
    return render(request, "portal/styleguide.html", samples(now()))


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive."""
    return HttpResponse("ok\n", content_type="text/plain")


SPARED = {"redis"}
"""What people are served without, if less well."""


@require_GET
def readyz(request: HttpRequest) -> HttpResponse:
    """Can this process serve people: the database answers, and what the apps registered is well; 503 names what is not.

    A Redis that does not answer is named too, but pages are read and ballots cast without it (decision 0268): a balancer that
    took every machine out for it would end what goes on.
    """
    result = {}
    for name, check in {
        "database": _database,
        "redis": _redis,
        **{name: health.registry[name] for name in health.registry.names()},
    }.items():
        try:
            check()
            result[name] = "ok"
        except Refusal as no:
            result[name] = str(no)
        except Exception as error:  # noqa: BLE001  whatever is wrong is the answer
            result[name] = type(error).__name__
    missing = {name for name, answer in result.items() if answer != "ok"}
    return JsonResponse(result, status=503 if missing - SPARED else 200)


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _redis() -> None:
    cache.set("readyz", "1", 10)
