"""Questions about what comes before a workshop."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, F, Min, Q, QuerySet, When

from civic.accounts.actors import offices_of, roles_of
from civic.accounts.models import Role
from workshops import queries
from workshops.models import CitizenPlan, Opinion, Series, Workshop


def series_list(viewer: Any, at: datetime) -> QuerySet[Series]:
    """Every series that the viewer may see, with ``next_at``: when its next announced workshop begins, or None."""
    ahead = Q(workshops__state=Workshop.State.ANNOUNCED, workshops__starts_at__gt=at) & ~Q(
        workshops__access=Workshop.Access.PRIVATE
    )
    return (
        Series.objects.visible_to(viewer)
        .with_names()
        .annotate(next_at=Min("workshops__starts_at", filter=ahead))
    )


def open_themes() -> QuerySet[Series]:
    """Series in which citizens may plan a workshop now."""
    return Series.objects.filter(takes_applications=True, is_public=True, ended_at=None).order_by(
        "title", "id"
    )


@dataclass(frozen=True)
class Kept:
    """How applications of citizens have been answered, over all time."""

    received: int
    accepted: int
    declined: int
    waiting: int
    late: int  # of those that wait


def applications_kept(at: datetime) -> Kept:
    """One query; withdrawn ones do not count."""
    state = CitizenPlan.State
    counts = CitizenPlan.objects.exclude(state=state.WITHDRAWN).aggregate(
        received=Count("pk"),
        accepted=Count("pk", filter=Q(state__in=[state.ACCEPTED, state.CHANGED])),
        declined=Count("pk", filter=Q(state=state.DECLINED)),
        waiting=Count("pk", filter=Q(state=state.SUBMITTED)),
        late=Count("pk", filter=Q(state=state.SUBMITTED, due_at__lte=at)),
    )
    return Kept(**counts)


def answered_applications() -> QuerySet[CitizenPlan]:
    """What everybody may read of answered applications: the sub-topic and the answer, never who applied.

    ``shown_workshop`` is the code of the workshop that came of it, once everybody may see that.
    """
    announced = Q(workshop__in=Workshop.objects.visible_to(AnonymousUser()))
    shown = Case(When(announced, then=F("workshop__code")), default=None)
    return (
        CitizenPlan.objects.answered()
        .select_related("series")
        .only("title", "title_en", "state", "answer", "answered_at", "series__title", "series__title_en")
        .annotate(shown_workshop=shown)
    )


def applications_to_answer(viewer: Any) -> QuerySet[CitizenPlan]:
    """Those that this viewer's departments or areas owe an answer, the nearest day first."""
    waiting = CitizenPlan.objects.visible_to(viewer).waiting().select_related("series__department", "area")
    return waiting.filter(_theirs(viewer)).order_by("due_at", "id")


def _theirs(viewer: Any) -> Q:
    found = Q(pk=None)
    for role in roles_of(viewer):
        if role.kind == Role.Kind.ADMINISTRATOR or (role.kind == Role.Kind.HOST and role.area_id is None):
            return Q()
        if role.kind == Role.Kind.HOST:
            found |= Q(area=role.area_id)
    return found | Q(series__department__in=offices_of(viewer))


def outcome_of(series: Series) -> queries.Outcome:
    """What became of everything that was said in the series' workshops whose record is public."""
    recorded = Workshop.objects.filter(series=series, state__in=queries.RECORDED_STATES).values("pk")
    return queries.outcome(Opinion.objects.filter(workshop__in=recorded))


def last_of(series: Series) -> Workshop | None:
    """The series' latest workshop, planned ones included, cancelled ones not."""
    kept = series.workshops.exclude(state=Workshop.State.CANCELLED)
    return kept.order_by(*queries.NEWEST_ORDER).first()
