"""Questions asked from several places."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, Exists, F, Min, OuterRef, QuerySet

from civic.accounts.models import User
from civic.moderation.models import Appeal, Block, Decision, Report


def hidden_because(subject: str) -> Decision | None:
    """The decision that hid ``subject`` ("app.model:key"), if its last decision did."""
    last = held_against(subject)
    return last if last is not None and last.outcome == Decision.Outcome.HIDDEN else None


def held_against(subject: str) -> Decision | None:
    """The decision that its author can ask a second look at: the last one that changed something, if it hid or warned."""
    changed = Decision.objects.filter(subject=subject).exclude(outcome=Decision.Outcome.KEPT)
    last = changed.select_related("block").order_by("-id").first()
    return last if last is not None and last.outcome in Decision.AGAINST_THE_AUTHOR else None


def blocked_until(person: User | None, at: datetime) -> datetime | None:
    """Until when this person may not write; None when they may. One query."""
    if person is None:
        return None
    running = Block.objects.filter(user=person, until__gt=at, lifted_at__isnull=True)
    return running.order_by("-until").values_list("until", flat=True).first()


def days_to_decide(since: datetime) -> float | None:
    """Days from a report to its decision, on average, of the reports decided since then."""
    decided = Report.objects.filter(decided_at__gt=since)
    mean = decided.aggregate(mean=Avg(F("decided_at") - F("created_at")))["mean"]
    return round(mean / timedelta(days=1), 1) if mean is not None else None


def open_reports(subject: str) -> QuerySet[Report]:
    """What people say against the subject and nobody has decided yet, oldest first."""
    return Report.objects.filter(subject=subject, decided_at__isnull=True).order_by("id")


def waiting() -> QuerySet[Report, Any]:
    """Subjects with open reports: how many, and since when the first waits. Oldest first."""
    grouped = Report.objects.filter(decided_at__isnull=True).values("subject")
    return grouped.annotate(reports=Count("id"), since=Min("created_at"), id=Min("id")).order_by("id")


def open_appeals() -> QuerySet[Appeal]:
    """Appeals that nobody has decided yet, oldest first, with the decisions they are against."""
    return Appeal.objects.filter(decided_at__isnull=True).select_related("decision").order_by("id")


def log() -> QuerySet[Decision]:
    """Every decision, for the public: newest first; tells whether it was appealed."""
    return Decision.objects.select_related("block").annotate(
        appealed=Exists(Appeal.objects.filter(decision=OuterRef("pk")))
    )
