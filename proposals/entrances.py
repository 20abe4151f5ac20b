"""The ways to calls and saved searches: open calls on home, searches on my page, calls on the desk of those who run them."""

from datetime import datetime

from django.db.models import F, Q
from django.http import HttpRequest

from civic.accounts.models import User
from civic.portal.panels import Context, panel
from civic.processes.models import Phase
from proposals import actions
from proposals.models import SavedSearch, Terms

SHOWN = 3
CALENDAR = "call__process__phases"
GATHERING = Q(**{f"{CALENDAR}__kind": Phase.Kind.GATHER})


@panel("proposals.calls", place="home", order=25, template="proposals/panels/calls.html")
def calls(request: HttpRequest, at: datetime) -> Context | None:
    """Calls that take proposals now, the one that closes first on top."""
    opened = Q(**{f"{CALENDAR}__opens_at__lte": at, f"{CALENDAR}__closes_at__gt": at})
    found = list(
        Terms.objects.visible_to(request.user)
        .filter(GATHERING & opened, published_at__isnull=False)
        .select_related("call__process__area")
        .annotate(closes_at=F(f"{CALENDAR}__closes_at"))
        .order_by("closes_at", "pk")[:SHOWN]
    )
    return {"calls": found} if found else None


@panel("proposals.searches", place="me", order=35, template="proposals/panels/searches.html")
def searches(request: HttpRequest, at: datetime) -> Context | None:
    """What I have asked to hear of."""
    if not isinstance(request.user, User):
        return None
    found = list(SavedSearch.objects.filter(user=request.user)[: actions.MOST_SEARCHES])
    return {"searches": found} if found else None


@panel("proposals.run_calls", place="desk", order=14, template="proposals/panels/desk_calls.html")
def run_calls(request: HttpRequest, at: datetime) -> Context | None:
    """Calls whose time is over and whose result is missing, and the way to all of them."""
    if not actions.keep_calls.allows(request.user):
        return None
    over = Q(**{f"{CALENDAR}__closes_at__lte": at})
    found = (
        Terms.objects.visible_to(request.user)
        .filter(GATHERING & over, published_at__isnull=False, result_at__isnull=True)
        .select_related("call__process")
        .order_by("pk")[:SHOWN]
    )
    return {"waiting": list(found)}
