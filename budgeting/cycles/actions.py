"""What may be done in a budget cycle, by whom and when."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles import queries, refusals
from budgeting.cycles.models import Cycle, Envelope, Project, Review
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.money import won
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.processes.models import Phase
from proposals.models import Answer, Proposal

GATHERING = (Phase.Kind.GATHER, Phase.Kind.REVIEW)


def budget_officer(actor: Actor) -> Iterator[Refusal]:
    """The budget officer runs cycles."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.BUDGET):
        yield NotAllowed()


@action("cycles.make", label=_("Make a budget cycle"))
def make(actor: Actor, *, opens_at: datetime | None, at: datetime) -> Iterator[Refusal]:
    """A cycle is made before its first day, because its rules freeze on that day. ``opens_at`` None: not chosen yet."""
    yield from budget_officer(actor)
    if opens_at is not None and opens_at <= at:
        yield refusals.FirstDayPast()


@action("cycles.change_rules", label=_("Change the rules of a cycle"))
def change_rules(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Rules change until the first phase opens."""
    yield from budget_officer(actor)
    if queries.rules_frozen(cycle, at):
        yield refusals.RulesFrozen()


@action("cycles.change_envelope", label=_("Add or change an envelope"))
def change_envelope(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Envelopes change until prices are published."""
    yield from budget_officer(actor)
    if queries.money_frozen(cycle, at):
        yield refusals.MoneyFrozen()


@action("cycles.publish", label=_("Publish a cycle"))
def publish(actor: Actor, *, cycle: Cycle) -> Iterator[Refusal]:
    """A cycle is published when it has rules, a calendar and money."""
    yield from budget_officer(actor)
    if cycle.published:
        yield refusals.AlreadyPublished()
    if (
        not hasattr(cycle, "rules")
        or not cycle.process.phases.all()
        or not cycle.envelopes.filter(amount__gt=0).exists()
    ):
        yield refusals.Incomplete()


@action("cycles.take_project", label=_("Make a proposal a costed project"))
def take_project(
    actor: Actor,
    *,
    proposal: Proposal,
    envelope: Envelope | None,
    cost: int | None,
    at: datetime,
    is_event: bool = False,
) -> Iterator[Refusal]:
    """An adopted proposal becomes a project while its cycle gathers or reviews, within the ceiling of the envelope.

    ``envelope`` and ``cost`` are None while they are still to be chosen (the form asks before it is filled in).
    """
    yield from budget_officer(actor)
    adopted = (Answer.Disposition.ADOPTED, Answer.Disposition.PARTLY)
    if not proposal.answers.filter(interim=False, disposition__in=adopted).exists():
        yield refusals.NotAdopted()
    if envelope is None:
        return
    if not queries.is_open(envelope.cycle, at, *GATHERING):
        yield refusals.NotGathering()
    if queries.money_frozen(envelope.cycle, at):
        yield refusals.MoneyFrozen()
    if Project.objects.filter(envelope__cycle=envelope.cycle_id, proposal=proposal).exists():
        yield refusals.AlreadyInCycle()
    yield from within_ceiling(envelope, cost, is_event=is_event)


def within_ceiling(envelope: Envelope, cost: int | None, *, is_event: bool) -> Iterator[Refusal]:
    """The cost is money, and within what the envelope lets a project (or an event) cost."""
    if cost is None:
        return
    if cost <= 0:
        yield refusals.NoCost()
    if cost > min(envelope.amount, envelope.ceiling if envelope.ceiling is not None else envelope.amount):
        yield refusals.OverCeiling()
    if is_event and envelope.event_ceiling is not None and cost > envelope.event_ceiling:
        yield refusals.OverEventCeiling(most=won(envelope.event_ceiling))
    if envelope.floor is not None and cost < envelope.floor:
        yield refusals.UnderFloor(least=won(envelope.floor))


@action("cycles.open_review", label=_("Open the department review of a project"))
def open_review(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """The officer of the department in charge reviews, during the review phase, what the committee has not decided."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.OFFICER):
        yield NotAllowed()
    elif project.department_id is None or not holds(
        actor, Role.Kind.OFFICER, department=project.department_id
    ):
        yield refusals.NotYourDepartment()
    if not table.allows("find_eligible", project.state):
        yield refusals.NotReviewable()
    if not queries.is_open(project.envelope.cycle, at, Phase.Kind.REVIEW):
        yield refusals.ReviewClosed()


@action("cycles.review_project", label=_("Write the department review of a project"))
def review_project(
    actor: Actor,
    *,
    project: Project,
    verdict: str,
    reason_code: str,
    text: str,
    condition: str,
    cost: int,
    at: datetime,
) -> Iterator[Refusal]:
    """A review says eligible, eligible with a condition, or not eligible with its ground; it never judges merit."""
    yield from open_review.rule(actor, project=project, at=at)
    if verdict == Review.Verdict.INELIGIBLE and not reason_code:
        yield refusals.ReasonCodeMissing()
    if verdict == Review.Verdict.CONDITIONAL and not condition.strip():
        yield refusals.ConditionMissing()
    if not text.strip():
        yield refusals.TextMissing()
    if cost <= 0:
        yield refusals.NoCost()
    if verdict != Review.Verdict.INELIGIBLE:
        yield from within_ceiling(project.envelope, cost, is_event=project.is_event)


@action("cycles.withdraw_project", label=_("Withdraw a project"))
def withdraw_project(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """The budget officer, or the author of its proposal, withdraws a project until prices are published."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not (holds(actor, Role.Kind.BUDGET) or is_author(actor, project)):
        yield NotAllowed()
    if not table.allows("withdraw", project.state):
        yield refusals.CannotWithdraw()
    if queries.money_frozen(project.envelope.cycle, at):
        yield refusals.MoneyFrozen()


def is_author(actor: Actor, project: Project) -> bool:
    """Did the actor write the proposal that the project came from?"""
    return actor.pk is not None and project.proposal is not None and project.proposal.author_id == actor.pk
