"""Which call takes proposals, and which calls somebody may see."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from civic.processes.models import Phase, Process
from proposals.models import Call, Terms, TermsQuerySet


def standing_call(at: datetime) -> Call | None:
    """The call for everything that gathers proposals at this moment; the newest where there are several."""
    return (
        _calls()
        .filter(
            process__phases__kind="gather",
            process__phases__opens_at__lte=at,
            process__phases__closes_at__gt=at,
        )
        .order_by("-pk")
        .first()
    )


def takes_now(at: datetime) -> bool:
    """Does any call gather proposals at this moment? One query."""
    return Phase.objects.filter(
        process__kind=Process.Kind.PROPOSALS,
        process__call__isnull=False,
        process__call__terms__isnull=True,
        kind="gather",
        opens_at__lte=at,
        closes_at__gt=at,
    ).exists()


def next_call(at: datetime) -> Call | None:
    """The call that opens next."""
    return (
        _calls()
        .filter(process__phases__kind="gather", process__phases__opens_at__gt=at)
        .order_by("process__phases__opens_at")
        .first()
    )


def public_calls() -> QuerySet[Call]:
    """Every call that may be named to anybody: one of limited time is not, until it is published."""
    open_to_all = Q(terms__isnull=True) | Q(terms__published_at__isnull=False)
    return Call.objects.filter(open_to_all).select_related("process")


def _calls() -> QuerySet[Call]:
    """Calls without terms of their own: those of limited time are entered on their own pages."""
    return (
        Call.objects.filter(process__kind=Process.Kind.PROPOSALS, terms__isnull=True)
        .select_related("process", "ladder")
        .prefetch_related("process__phases", "ladder__steps")
    )


def terms_for(viewer: Any) -> TermsQuerySet:
    """Calls of limited time that the viewer may see, with what their pages show."""
    found = Terms.objects.visible_to(viewer).select_related(
        "call__process__area", "call__ladder", "department"
    )
    return found.prefetch_related("call__process__phases", "areas")
