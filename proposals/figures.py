"""How the departments keep their word: answered in time, days, take-up, what is overdue, and how answers are rated."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Avg, Count

from civic.areas.models import Department
from proposals.models import Answer, Proposal, Rating

YEAR = timedelta(days=365)
TAKEN_UP = (Answer.Disposition.ADOPTED, Answer.Disposition.PARTLY)


@dataclass
class Figures:
    """One department in the last 365 days. Shares are None where there is nothing to share."""

    department: Department
    days: list[float] = field(default_factory=list)
    answered: int = 0
    in_time: int = 0
    taken_up: int = 0
    waiting: int = 0
    overdue: int = 0
    rating: float | None = None
    ratings: int = 0

    @property
    def in_time_percent(self) -> int | None:
        return round(100 * self.in_time / self.answered) if self.answered else None

    @property
    def taken_up_percent(self) -> int | None:
        return round(100 * self.taken_up / self.answered) if self.answered else None

    @property
    def median_days(self) -> int | None:
        """Days from the threshold to the final answer, the middle one."""
        return round(median(self.days)) if self.days else None


def by_department(at: datetime) -> list[Figures]:
    """Every department that answered in the last 365 days or has something to answer, by code; four queries."""
    rows: dict[int, Figures] = {}
    known = {one.pk: one for one in Department.objects.all()}

    def row(pk: int) -> Figures:
        return rows.setdefault(pk, Figures(known[pk]))

    for department, disposition, given, reached, due in _answers(at):
        one = row(department)
        one.answered += 1
        one.in_time += due is not None and given <= due
        one.taken_up += disposition in TAKEN_UP
        if reached is not None:
            one.days.append((given - reached) / timedelta(days=1))
    for department, due in _waiting():
        row(department).waiting += 1
        row(department).overdue += due <= at
    for department, mean, number in _ratings(at):
        row(department).rating, row(department).ratings = round(mean, 1), number
    return sorted(rows.values(), key=lambda one: one.department.code)


def _answers(at: datetime) -> Iterable[tuple[Any, ...]]:
    return (
        Answer.objects.filter(interim=False, at__gt=at - YEAR, proposal__state__in=Proposal.PUBLIC_STATES)
        .values_list(
            "department", "disposition", "at", "proposal__threshold_reached_at", "proposal__answer_due_at"
        )
        .iterator()
    )


def _waiting() -> Iterable[tuple[Any, ...]]:
    waiting = Proposal.objects.published().filter(state=Proposal.State.REVIEW, department__isnull=False)
    return waiting.values_list("department", "answer_due_at")


def _ratings(at: datetime) -> Iterable[tuple[Any, ...]]:
    return (
        Rating.objects.filter(answer__at__gt=at - YEAR, answer__proposal__state__in=Proposal.PUBLIC_STATES)
        .order_by()
        .values_list("answer__department")
        .annotate(mean=Avg("value"), number=Count("pk"))
    )
