"""Questions about deliveries that several places ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from budgeting.cycles.models import Cycle, Project
from budgeting.delivery import progress
from budgeting.delivery.figures import SMALLEST, Told, told
from budgeting.delivery.models import Award, Delivery, Milestone, Nominee, Slip, Spending, Verdict, Visit
from budgeting.delivery.states import UNDER_WAY


def day(at: datetime) -> date:
    """The office's calendar day of a moment."""
    return timezone.localtime(at).date()


def deliveries(viewer: Any) -> QuerySet[Delivery]:
    """Deliveries that the viewer may see, with project, department, milestones, slips, and ``spent`` in won."""
    return (
        Delivery.objects.filter(project__in=Project.objects.visible_to(viewer))
        .select_related("project__envelope__cycle__process", "project__thread", "project__area", "department")
        .prefetch_related(
            Prefetch(
                "milestones",
                queryset=Milestone.objects.prefetch_related(
                    Prefetch("slips", queryset=Slip.objects.order_by("id"))
                ),
            )
        )
        .annotate(spent=Coalesce(Sum("spendings__amount"), 0))
        .order_by("id")
    )


def of_project(project: Project, viewer: Any) -> Delivery | None:
    """The delivery of a project, with what its page shows; None where it has none or the viewer may not see it."""
    return deliveries(viewer).prefetch_related("spendings", "visits").filter(project=project).first()


def of_cycle(cycle: Cycle, viewer: Any) -> QuerySet[Delivery]:
    """The deliveries of one cycle."""
    return deliveries(viewer).filter(project__envelope__cycle=cycle)


def open_milestones(departments: list[int]) -> QuerySet[Milestone]:
    """Milestones not reached yet of deliveries under way, soonest first; of these departments."""
    return (
        Milestone.objects.filter(
            done_on__isnull=True, delivery__state__in=UNDER_WAY, delivery__department__in=departments
        )
        .select_related("delivery__project")
        .order_by("due_on", "id")
    )


def findings_waiting(departments: list[int]) -> QuerySet[Visit]:
    """Findings of citizen monitors that these departments have not answered, the oldest first."""
    waiting = Visit.objects.filter(answered_at__isnull=True, delivery__department__in=departments)
    return waiting.select_related("delivery__project").order_by("recorded_at", "id")


def open_award(at: datetime) -> Award | None:
    """The choice of the best project that residents can take part in now."""
    return Award.objects.filter(opens_at__lte=at, closes_at__gt=at).order_by("closes_at").first()


class Line:
    """One delivery as a page shows it: the row and its numbers."""

    def __init__(self, delivery: Delivery, today: date) -> None:
        self.delivery = delivery
        self.milestones = list(delivery.milestones.all())
        self.spent: int = getattr(delivery, "spent", 0)
        self.done = progress.share_done(self.milestones)
        self.rate = progress.execution_rate(self.spent, delivery.planned)
        self.late = progress.late(self.milestones, today) if delivery.state in UNDER_WAY else []
        ahead = self.milestones if delivery.state in UNDER_WAY else []
        self.next = next((one for one in ahead if one.done_on is None), None)


@dataclass(frozen=True)
class Totals:
    """The money of a cycle's deliveries in won, how many of them are complete, how many are late.

    A cancelled project is among the ``count``; its money is neither planned nor spent here, but stands beside it
    (``cancelled_planned``, ``cancelled_spent``): what is not carried out cannot be spent to the end.
    """

    planned: int = 0
    spent: int = 0
    count: int = 0
    completed: int = 0
    late: int = 0
    cancelled: int = 0
    cancelled_planned: int = 0
    cancelled_spent: int = 0

    @property
    def rate(self) -> int:
        """Percent of the planned money that is spent, without what was cancelled."""
        return progress.execution_rate(self.spent, self.planned)


def totals_of(cycles: Iterable[int], today: date) -> dict[int, Totals]:
    """Cycle id → planned and spent over all its deliveries, for those that have any; two queries for all of them.

    Late is a delivery under way that is delayed, or in which `progress.late` finds a milestone.
    """
    cycle, cancelled = "project__envelope__cycle", Q(state=Delivery.State.CANCELLED)
    rows = Delivery.objects.filter(**{f"{cycle}__in": list(cycles)}).order_by()
    overdue = Milestone.objects.filter(delivery=OuterRef("pk"), done_on__isnull=True, due_on__lt=today)
    counted = rows.values(cycle).annotate(
        money=Coalesce(Sum("planned", filter=~cancelled), 0),
        count=Count("pk"),
        completed=Count("pk", filter=Q(state=Delivery.State.COMPLETED)),
        late=Count("pk", filter=Q(state=Delivery.State.DELAYED) | Q(Exists(overdue), state__in=UNDER_WAY)),
        cancelled=Count("pk", filter=cancelled),
        cancelled_planned=Coalesce(Sum("planned", filter=cancelled), 0),
    )
    paid = Spending.objects.filter(delivery__in=rows).order_by().values_list(f"delivery__{cycle}")
    ended = Q(delivery__state=Delivery.State.CANCELLED)
    spent = {
        pk: {"spent": going_on, "cancelled_spent": in_vain}
        for pk, going_on, in_vain in paid.annotate(
            going_on=Coalesce(Sum("amount", filter=~ended), 0),
            in_vain=Coalesce(Sum("amount", filter=ended), 0),
        )
    }
    found = {}
    for row in counted:
        pk, planned = row.pop(cycle), row.pop("money")
        found[pk] = Totals(planned=planned, **row, **spent.get(pk, {}))
    return found


def totals(cycle: Cycle, today: date) -> Totals:
    """As `totals_of`, for one cycle; zeros where nothing is carried out."""
    return totals_of([cycle.pk], today).get(cycle.pk, Totals())


def completed_in(year: int) -> QuerySet[Delivery]:
    """The projects completed in a calendar year that everybody may see."""
    return Delivery.objects.filter(
        state=Delivery.State.COMPLETED, completed_on__year=year, project__in=Project.objects.visible_to(None)
    ).select_related("project")


def said_of(delivery: Delivery) -> Told:
    """What citizens said of the outcome, small numbers left out; one query."""
    found = Verdict.objects.filter(delivery=delivery).order_by().values_list("answer").annotate(n=Count("pk"))
    return told(dict.fromkeys(Verdict.Answer.values, 0) | dict(found))


def nominees_of(award: Award, viewer: Any) -> list[Nominee]:
    """What can be chosen, or, once it is counted, the most chosen first; one query."""
    seen = Nominee.objects.filter(award=award, delivery__project__in=Project.objects.visible_to(viewer))
    rows = list(seen.select_related("delivery__project__area", "delivery__department"))
    return sorted(rows, key=lambda one: (-(one.votes or 0), one.pk)) if award.counted_at else rows


def winners(nominees: list[Nominee]) -> list[Nominee]:
    """The most chosen; several where they are even, none below ten choices in all: so few say nothing of a city."""
    if sum(one.votes or 0 for one in nominees) < SMALLEST:
        return []
    most = max(one.votes or 0 for one in nominees)
    return [one for one in nominees if one.votes == most]
