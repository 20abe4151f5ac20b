"""Questions about what comes before a workshop."""

from datetime import datetime
from typing import Any

from django.db.models import Min, Q, QuerySet

from workshops import queries
from workshops.models import Opinion, Series, Workshop


def series_list(viewer: Any, at: datetime) -> QuerySet[Series]:
    """Every series that the viewer may see, with ``next_at``: when its next announced workshop begins, or None."""
    ahead = Q(workshops__state=Workshop.State.ANNOUNCED, workshops__starts_at__gt=at)
    return (
        Series.objects.visible_to(viewer)
        .with_names()
        .annotate(next_at=Min("workshops__starts_at", filter=ahead))
    )


def outcome_of(series: Series) -> queries.Outcome:
    """What became of everything that was said in the series' workshops whose record is public."""
    recorded = Workshop.objects.filter(series=series, state__in=queries.RECORDED_STATES).values("pk")
    return queries.outcome(Opinion.objects.filter(workshop__in=recorded))


def last_of(series: Series) -> Workshop | None:
    """The series' latest workshop, planned ones included, cancelled ones not."""
    kept = series.workshops.exclude(state=Workshop.State.CANCELLED)
    return kept.order_by(*queries.NEWEST_ORDER).first()
