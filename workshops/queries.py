"""Questions about workshops that several pages ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from civic.accounts.actors import holds, offices_of, roles_of
from civic.accounts.models import Role, User
from workshops.models import Opinion, OutcomeEntry, Registration, StatementVote, Waiting, Workshop

RECORDED_STATES = (Workshop.State.RECORDED, Workshop.State.REPORTED)
NEXT_ORDER = ("starts_at", "id")
NEWEST_ORDER = ("-starts_at", "-id")


def upcoming(viewer: Any, at: datetime) -> QuerySet[Workshop]:
    """Workshops that are not over, cancelled ones included so that nobody travels in vain."""
    return Workshop.objects.visible_to(viewer).with_names().filter(ends_at__gt=at)


def past(viewer: Any, at: datetime) -> QuerySet[Workshop]:
    """Workshops that are over."""
    return Workshop.objects.visible_to(viewer).with_names().filter(ends_at__lte=at)


def filtered(workshops: QuerySet[Workshop], wanted: dict[str, Any]) -> QuerySet[Workshop]:
    """Those that have everything that is wanted: area (with its districts), series, format, three kinds of help."""
    if code := wanted.get("area"):
        workshops = workshops.filter(Q(area=code) | Q(area__parent=code))
    if series := wanted.get("series"):
        workshops = workshops.filter(series__code=series, series__is_public=True)
    if kind := wanted.get("format"):
        workshops = workshops.filter(format=kind)
    for help_given in ("sign_language", "captions", "childcare"):
        if wanted.get(help_given):
            workshops = workshops.filter(**{help_given: True})
    return workshops


@dataclass(frozen=True)
class Outcome:
    """What became of a workshop's opinions, in numbers. ``total`` is the denominator of the take-up rate."""

    total: int
    taken_up: int
    open: int
    by_disposition: dict[str, int]

    @property
    def percent(self) -> int:
        """Taken up of all, rounded half up; 0 of nothing."""
        return (200 * self.taken_up + self.total) // (2 * self.total) if self.total else 0

    @property
    def answered(self) -> int:
        return self.total - self.open

    @property
    def rows(self) -> list[tuple[str, int]]:
        """(label of the disposition, how many), in the order of the dispositions, nothing that did not happen."""
        kinds = Opinion.Disposition
        return [
            (str(kind.label), self.by_disposition[kind]) for kind in kinds if self.by_disposition.get(kind)
        ]


def outcome(opinions: QuerySet[Opinion]) -> Outcome:
    """Count what became of these opinions (of those that were promised an answer); one query."""
    found = opinions.promised().order_by().values("disposition").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    return outcome_of({row["disposition"]: row["n"] for row in found})


def outcome_of(counts: dict[str, int]) -> Outcome:
    """From how many have which disposition."""
    taken_up = sum(counts.get(kind, 0) for kind in Opinion.TAKEN_UP)
    return Outcome(sum(counts.values()), taken_up, counts.get(Opinion.Disposition.OPEN, 0), counts)


YEAR = timedelta(days=365)


def of_a_year(at: datetime) -> Iterable[tuple[int | None, str, int]]:
    """(department, disposition, how many) of what was said at the workshops of twelve months whose record is public, in
    parts to be added up; imported conversations do not count. One query.

    Read off the stored figure, day by day; the one day on which the twelve months begin is counted from the hour.
    """
    since = at - YEAR
    first = timezone.localdate(since)
    midnight = timezone.make_aware(datetime.combine(first + timedelta(days=1), time.min))
    by = ("department_id", "disposition")
    stored = OutcomeEntry.objects.filter(day__gt=first).order_by().values(*by).annotate(how_many=Sum("n"))
    edge = Workshop.objects.filter(
        state__in=RECORDED_STATES, external_id=None, starts_at__gt=since, starts_at__lt=midnight
    )
    counted = Opinion.objects.filter(workshop__in=edge).promised().order_by().values(*by)
    edge_of_it = counted.annotate(how_many=Count("pk")).values_list(*by, "how_many")
    rows: Iterable[tuple[int | None, str, int]] = stored.values_list(*by, "how_many").union(
        edge_of_it, all=True
    )
    return rows


def outcome_of_a_year(at: datetime) -> Outcome:
    """The take-up rate that the front page tells; one query."""
    counts: dict[str, int] = {}
    for _department, kind, n in of_a_year(at):
        counts[kind] = counts.get(kind, 0) + n
    return outcome_of(counts)


def last_with_outcome(before: Workshop) -> Workshop | None:
    """The newest workshop before this one of which every opinion is answered, else the newest whose record is public.

    Imported conversations do not count.
    """
    answered_first = Case(When(state=Workshop.State.REPORTED, then=0), default=1)
    return (
        Workshop.objects.filter(
            state__in=RECORDED_STATES, starts_at__lt=before.starts_at, external_id__isnull=True
        )
        .exclude(access=Workshop.Access.PRIVATE)
        .order_by(answered_first, *NEWEST_ORDER)
        .first()
    )


def registration_of(workshop: Workshop, user: Any) -> Registration | None:
    """The person's registration in force, or None."""
    if not isinstance(user, User):
        return None
    return (
        Registration.objects.in_force()
        .filter(workshop=workshop, user=user)
        .select_related("workshop")
        .first()
    )


def present(workshop: Workshop) -> int:
    """How many people are here: those who were checked in, with their companions."""
    here = workshop.registrations.filter(checked_in_at__isnull=False)
    return here.aggregate(n=Coalesce(Sum(F("companions") + 1), 0))["n"]  # type: ignore[no-any-return]


def attended(workshop: str, code: str) -> Registration | None:
    """The registration behind the number on a certificate, if the person came and the workshop is over."""
    return (
        Registration.objects.in_force()
        .filter(workshop__code=workshop, code=code, checked_in_at__isnull=False)
        .filter(workshop__state__in=[Workshop.State.HELD, *RECORDED_STATES])
        .select_related("workshop")
        .first()
    )


def waiting_of(workshop: Workshop, user: Any) -> Waiting | None:
    """The person's place in line, or None."""
    if not isinstance(user, User):
        return None
    entries = Waiting.objects.going_on().filter(workshop=workshop, user=user)
    return entries.select_related("workshop", "reserved").first()


def shown_opinions(workshop: Workshop, viewer: Any) -> QuerySet[Opinion]:
    """The published opinions of a workshop, with what each line of the page shows."""
    return (
        Opinion.objects.visible_to(viewer)
        .filter(workshop=workshop, hidden_at=None)
        .select_related("department", "proposal", "workshop", "theme")
    )


@dataclass(frozen=True)
class Counts:
    """How participants answered a statement."""

    agree: int = 0
    disagree: int = 0
    unsure: int = 0

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.unsure

    def percent_of(self, part: int) -> int:
        return (200 * part + self.total) // (2 * self.total) if self.total else 0

    @property
    def agree_percent(self) -> int:
        return self.percent_of(self.agree)

    @property
    def disagree_percent(self) -> int:
        return self.percent_of(self.disagree)


def statement_counts(opinions: Iterable[Opinion]) -> dict[int, Counts]:
    """Agree, disagree and pass of each of these opinions, by its key; one query over their votes alone."""
    rows = (
        StatementVote.objects.filter(opinion__in=[opinion.pk for opinion in opinions])
        .order_by()
        .values("opinion_id")
        .annotate(
            agree=Count("pk", filter=Q(value=1)),
            disagree=Count("pk", filter=Q(value=-1)),
            unsure=Count("pk", filter=Q(value=0)),
        )
    )
    return {row["opinion_id"]: Counts(row["agree"], row["disagree"], row["unsure"]) for row in rows}


def spoken_by(user: User) -> QuerySet[Opinion]:
    """Everything that this person said at workshops."""
    return Opinion.objects.filter(speaker=user).select_related("workshop", "department", "proposal", "theme")


def my_departments(user: Any) -> list[int]:
    """Keys of the departments whose officer the person is now; no query beyond the one for the roles."""
    return offices_of(user)


def waiting_for_answer(user: Any) -> QuerySet[Opinion]:
    """Open opinions that the person's departments owe an answer (all departments for an administrator)."""
    opinions = (
        Opinion.objects.visible_to(user)
        .unanswered()
        .filter(department__isnull=False, hidden_at=None)
        .select_related("workshop", "department")
    )
    administrator = any(role.kind == Role.Kind.ADMINISTRATOR for role in roles_of(user))
    return opinions if administrator else opinions.filter(department__in=my_departments(user))


def without_owner() -> QuerySet[Opinion]:
    """Opinions that nobody has given to a department yet."""
    live = (Workshop.State.HELD, Workshop.State.RECORDED)
    return Opinion.objects.filter(
        department__isnull=True, external_id__isnull=True, hidden_at=None, workshop__state__in=live
    )


def records_to_close(viewer: Any) -> QuerySet[Workshop]:
    """Workshops that were held and whose record is not public yet."""
    if not holds(viewer, Role.Kind.HOST):
        return Workshop.objects.none()
    return Workshop.objects.filter(state=Workshop.State.HELD).with_names()
