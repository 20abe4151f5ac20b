"""What may be done in a budget cycle, by whom and when."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from budgeting.cycles import queries, refusals
from budgeting.cycles.models import Cycle, Envelope, Objection, PartnerOpinion, Project, Review, RuleSet
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.areas.models import Department
from civic.common.actions import action
from civic.common.dates import date_text
from civic.common.money import won
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.processes.models import Phase
from proposals.models import Answer, Proposal

GATHERING = (Phase.Kind.GATHER, Phase.Kind.REVIEW)
STANDING = (Project.State.REVIEW, Project.State.ELIGIBLE, Project.State.ON_BALLOT)
"""States in which a project may still come to the ballot."""


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
    elif cycle.rules.undecided:
        yield refusals.Undecided()


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


@action("cycles.shape_project", label=_("Change, merge or divide a project"))
def shape_project(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """The budget officer shapes projects while the cycle gathers or reviews and the committee has not decided."""
    yield from budget_officer(actor)
    if not table.allows("merge", project.state):
        yield refusals.NotShapeable()
    if not queries.is_open(project.envelope.cycle, at, *GATHERING):
        yield refusals.NotShapingTime()
    if queries.money_frozen(project.envelope.cycle, at):
        yield refusals.MoneyFrozen()


@action("cycles.revise_project", label=_("Change the text of a project"))
def revise_project(actor: Actor, *, project: Project, reason: str, at: datetime) -> Iterator[Refusal]:
    """A change of the text leaves the earlier version readable and says why."""
    yield from shape_project.rule(actor, project=project, at=at)
    if not reason.strip():
        yield refusals.ReasonNeeded()


@action("cycles.merge_projects", label=_("Merge a project into another"))
def merge_projects(
    actor: Actor, *, project: Project, into: Project, reason: str, cost: int, at: datetime
) -> Iterator[Refusal]:
    """A project goes into another of the same envelope, which its department then reviews anew."""
    yield from shape_project.rule(actor, project=project, at=at)
    if into.pk == project.pk or into.envelope_id != project.envelope_id:
        yield refusals.SameProject()
    if not table.allows("merge", into.state):
        yield refusals.NotShapeable()
    if not reason.strip():
        yield refusals.ReasonNeeded()
    yield from within_ceiling(into.envelope, cost, is_event=into.is_event)


@action("cycles.divide_project", label=_("Divide a project into several"))
def divide_project(
    actor: Actor, *, project: Project, costs: Sequence[int], reason: str, at: datetime
) -> Iterator[Refusal]:
    """A project is divided into two or more, which its department then reviews one by one."""
    yield from shape_project.rule(actor, project=project, at=at)
    if len(costs) < 2:
        yield refusals.TooFewParts()
    if not reason.strip():
        yield refusals.ReasonNeeded()
    for cost in costs:
        yield from within_ceiling(project.envelope, cost, is_event=project.is_event)


@action("cycles.hold_apart", label=_("Say that two projects exclude one another"))
def hold_apart(
    actor: Actor, *, project: Project, other: Project | None, reason: str, at: datetime
) -> Iterator[Refusal]:
    """Until prices are published, in a cycle whose count takes only one of the two. ``other`` None: not chosen yet."""
    yield from budget_officer(actor)
    if not _pairs_count(project):
        yield refusals.CountKnowsNoPairs()
    if project.state not in STANDING or (other is not None and other.state not in STANDING):
        yield refusals.NotShapeable()
    if queries.money_frozen(project.envelope.cycle, at):
        yield refusals.MoneyFrozen()
    if other is None:
        return
    if other.pk == project.pk or other.envelope_id != project.envelope_id:
        yield refusals.SameProject()
    if not reason.strip():
        yield refusals.ReasonNeeded()


def _pairs_count(project: Project) -> bool:
    rules = getattr(project.envelope.cycle, "rules", None)
    return rules is not None and rules.count_rule == RuleSet.CountRule.EXCLUSIVE


@action("cycles.ask_partner", label=_("Ask another department about a project"))
def ask_partner(
    actor: Actor, *, project: Project, department: Department | None, question: str, at: datetime
) -> Iterator[Refusal]:
    """The officer who reviews asks another department about its own field. ``department`` None: not chosen yet."""
    yield from open_review.rule(actor, project=project, at=at)
    if department is None:
        return
    if department.pk == project.department_id:
        yield refusals.PartnerIsInCharge()
    if PartnerOpinion.objects.filter(project=project, department=department).exists():
        yield refusals.PartnerAsked()
    if not question.strip():
        yield refusals.TextMissing()


@action("cycles.give_opinion", label=_("Give a partner department's opinion"))
def give_opinion(
    actor: Actor, *, project: Project, opinion: PartnerOpinion | None, text: str | None, at: datetime
) -> Iterator[Refusal]:
    """An officer of a department that was asked answers, once, during the review. ``text`` None: not written yet."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.OFFICER):
        yield NotAllowed()
    elif opinion is None or not holds(actor, Role.Kind.OFFICER, department=opinion.department_id):
        yield refusals.NotAsked()
    if opinion is not None and opinion.answered_at is not None:
        yield refusals.NotAsked()
    if not queries.is_open(project.envelope.cycle, at, Phase.Kind.REVIEW):
        yield refusals.ReviewClosed()
    if text is not None and not text.strip():
        yield refusals.TextMissing()


@action("cycles.object_to_review", label=_("Object to a department's review"))
def object_to_review(actor: Actor, *, project: Project, text: str | None, at: datetime) -> Iterator[Refusal]:
    """The proposer objects once to a review, within the days of the rules. ``text`` None: not written yet."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not is_author(actor, project):
        yield NotAllowed()
    review = getattr(project, "review", None)
    if review is None or review.verdict == Review.Verdict.ELIGIBLE:
        yield refusals.NothingToObjectTo()
        return
    until = objection_until(project, review)
    if until is None or at > until:
        yield refusals.ObjectionLate(until=date_text(until or review.at))
    if project.objections.filter(version=review.version).exists():
        yield refusals.ObjectedAlready()
    if text is not None and not text.strip():
        yield refusals.TextMissing()


def objection_until(project: Project, review: Review) -> datetime | None:
    """The last moment to object to a review: its day and the days of the rules; None where the rules give none."""
    rules = getattr(project.envelope.cycle, "rules", None)
    days = rules.objection_days if rules is not None else 0
    return review.at + timedelta(days=days) if days else None


@action("cycles.answer_objection", label=_("Answer an objection to a review"))
def answer_objection(
    actor: Actor, *, objection: Objection, answer: str | None, at: datetime
) -> Iterator[Refusal]:
    """The department in charge answers with a date, also after its phase. ``answer`` None: not written yet."""
    project = objection.project
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.OFFICER):
        yield NotAllowed()
    elif project.department_id is None or not holds(
        actor, Role.Kind.OFFICER, department=project.department_id
    ):
        yield refusals.NotYourDepartment()
    if objection.answered_at is not None:
        yield refusals.AnsweredAlready()
    if answer is not None and not answer.strip():
        yield refusals.TextMissing()
