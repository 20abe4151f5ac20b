"""What may be done in the delivery of a project, by whom and when."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.sums import MOST
from budgeting.delivery import refusals
from budgeting.delivery.models import Delivery, Milestone
from budgeting.delivery.states import UNDER_WAY
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst

LONGEST = timedelta(days=20 * 366)
"""How far ahead a milestone may lie: a year with a digit too many is a mistake."""


@action("delivery.begin", label=_("Begin the deliveries of a cycle"))
def begin(actor: Actor) -> Iterator[Refusal]:
    """The platform begins deliveries by itself; the budget officer may do it from the desk."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.BUDGET, Role.Kind.PUBLISHER):
        yield NotAllowed()


def in_charge(actor: Actor, delivery: Delivery) -> Iterator[Refusal]:
    """Part of the rules below: the officer of the department in charge."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.OFFICER):
        yield NotAllowed()
    elif delivery.department_id is None or not holds(
        actor, Role.Kind.OFFICER, department=delivery.department_id
    ):
        yield refusals.NotYourDepartment()


@action("delivery.keep", label=_("Keep the record of a delivery"))
def keep(actor: Actor, *, delivery: Delivery) -> Iterator[Refusal]:
    """The officer of the department in charge keeps the record until the end."""
    yield from in_charge(actor, delivery)
    if delivery.state not in UNDER_WAY:
        yield refusals.Ended()


def within(delivery: Delivery, day: date) -> Iterator[Refusal]:
    """Part of the rules below: a day since the project was funded, and within what anybody plans."""
    funded = timezone.localdate(delivery.created_at)
    if day < funded:
        yield refusals.BeforeFunding()
    elif day > funded + LONGEST:
        yield refusals.TooFarAhead()


def happened(delivery: Delivery, day: date, today: date) -> Iterator[Refusal]:
    """Part of the rules below: a day since the project was funded that is not ahead."""
    if day > today:
        yield refusals.DayAhead()
    elif day < timezone.localdate(delivery.created_at):
        yield refusals.BeforeFunding()


@action("delivery.plan_milestone", label=_("Plan a milestone"))
def plan_milestone(actor: Actor, *, delivery: Delivery, due_on: date) -> Iterator[Refusal]:
    """Milestones are planned while the delivery is under way, for a day since the project was funded."""
    yield from keep.rule(actor, delivery=delivery)
    yield from within(delivery, due_on)


@action("delivery.reach_milestone", label=_("Mark a milestone as reached"))
def reach_milestone(actor: Actor, *, milestone: Milestone, on: date, today: date) -> Iterator[Refusal]:
    """A milestone is reached once, on a day that is not ahead."""
    yield from keep.rule(actor, delivery=milestone.delivery)
    if milestone.done_on is not None:
        yield refusals.AlreadyReached()
    yield from happened(milestone.delivery, on, today)


@action("delivery.move_milestone", label=_("Move the date of a milestone"))
def move_milestone(actor: Actor, *, milestone: Milestone, due_on: date, reason: str) -> Iterator[Refusal]:
    """A date that slips has a new, later date and a reason."""
    yield from keep.rule(actor, delivery=milestone.delivery)
    if milestone.done_on is not None:
        yield refusals.AlreadyReached()
    if due_on <= milestone.due_on:
        yield refusals.DateNotLater()
    else:
        yield from within(milestone.delivery, due_on)
    if not reason.strip():
        yield refusals.ReasonMissing()


@action("delivery.spend", label=_("Enter money spent"))
def spend(
    actor: Actor, *, delivery: Delivery, amount: int, spent: int, on: date, today: date
) -> Iterator[Refusal]:
    """Money spent is a row of its own; a correction is a negative row that never takes back more than was spent."""
    yield from keep.rule(actor, delivery=delivery)
    if amount == 0:
        yield refusals.NothingSpent()
    if spent + amount < 0:
        yield refusals.BelowZero()
    if abs(amount) > MOST or spent + amount > MOST:
        yield refusals.MoreThanThereIs()
    yield from happened(delivery, on, today)


@action("delivery.complete", label=_("Complete a project"))
def complete(actor: Actor, *, delivery: Delivery, on: date, today: date) -> Iterator[Refusal]:
    """Complete means that every milestone is reached, the last of them on that day or before."""
    yield from keep.rule(actor, delivery=delivery)
    if delivery.milestones.filter(done_on__isnull=True).exists():
        yield refusals.MilestonesOpen()
    elif delivery.milestones.filter(done_on__gt=on).exists():
        yield refusals.BeforeLastMilestone()
    yield from happened(delivery, on, today)


@action("delivery.cancel", label=_("Cancel a project"))
def cancel(actor: Actor, *, delivery: Delivery, reason: str) -> Iterator[Refusal]:
    """A cancellation has a reason."""
    yield from keep.rule(actor, delivery=delivery)
    if not reason.strip():
        yield refusals.ReasonMissing()


@action("delivery.add_files", label=_("Add progress photos"))
def add_files(actor: Actor, *, delivery: Delivery) -> Iterator[Refusal]:
    """The department in charge, also after the end: what was built is photographed when it stands."""
    yield from in_charge(actor, delivery)
