"""A result that is still to come: who does what next, and by when."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from budgeting.cycles.models import Cycle
from budgeting.results.actions import count_of
from budgeting.results.models import Count
from budgeting.voting.queries import group_of, result_at, voting_phase
from civic.common.dates import moment_text
from civic.processes.models import Phase

SHOWN = 10
FOREVER = datetime.max.replace(tzinfo=UTC)
AFTERWARDS = gettext_lazy("Two officers certify the result; then the keys of the vote are destroyed.")


def votes(*, closed_by: datetime | None = None) -> QuerySet[Cycle]:
    """Votes whose result everybody waits for, as far as ``events`` reads them, the longest wait first.

    ``closed_by``: only those that have closed by then. Imported votes are left out: they were counted elsewhere.
    """
    closes = Phase.objects.filter(process=OuterRef("process"), kind=Phase.Kind.VOTING).values("closes_at")
    held = Cycle.objects.annotate(vote_closes=Subquery(closes[:1])).filter(
        ~Q(count__state=Count.State.PUBLISHED),
        published=True,
        external_id__isnull=True,
        vote_closes__lte=closed_by or FOREVER,
    )
    shown = held.select_related("process__area", "voting", "count").prefetch_related("process__phases")
    return shown.order_by("vote_closes", "pk")


def is_late(cycle: Cycle, at: datetime) -> bool:
    """Whether the result ought to be there by now; it is asked only while it is not."""
    due = result_at(cycle)
    return due is not None and due <= at


def events(cycle: Cycle, at: datetime) -> Iterator[dict[str, Any]]:
    """The way from the vote to what cannot be changed any more, as rows of the component ``timeline``."""
    phase, group, count, due = voting_phase(cycle), group_of(cycle), count_of(cycle), result_at(cycle)
    if phase is None:
        return
    running = phase.opens_at <= at < phase.closes_at
    yield {
        "title": _("Citizens' vote"),
        "at": phase.closes_at,
        "label": _("closed") if at >= phase.closes_at else _("closes"),
        "text": ""
        if at >= phase.opens_at
        else _("It opens on %(at)s.") % {"at": moment_text(phase.opens_at)},
        "state": "done" if at >= phase.closes_at else "now" if running else "next",
    }
    closed = group is not None and group.closed_at is not None
    yield {
        "title": _("One officer closes the box and counts"),
        "at": count.counted_at if count else None,
        "text": _("The box is closed: no ballot can come in or go out.") if closed and not count else "",
        "state": "done" if count else "now" if at >= phase.closes_at else "next",
    }
    late = is_late(cycle, at)
    yield {
        "title": _("Another officer publishes the result"),
        "at": due,
        "label": _("Overdue") if late else _("due"),
        "text": _("With it come the reasons for every project, and files to count again."),
        "state": "bad" if late else "now" if count else "next",
    }
    days = max(settings.BALLOT_APPEAL_DAYS, 0)
    appeals = ngettext(
        "Anybody can appeal for %(n)s day after the publication.",
        "Anybody can appeal for %(n)s days after the publication.",
        days,
    )
    yield {
        "title": _("Appeals, then the result is certified") if days else _("The result is certified"),
        "text": f"{appeals % {'n': days}} {AFTERWARDS}" if days else str(AFTERWARDS),
        "state": "next",
    }
