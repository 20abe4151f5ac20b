"""Making a project of a proposal, and withdrawing it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles import queries, refusals
from budgeting.cycles.actions.common import GATHERING, budget_officer, is_author, within_ceiling
from budgeting.cycles.models import GONE, Envelope, Project
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.areas.models import Department
from civic.areas.rules import in_force
from civic.attachments.refusals import NoFilesHere
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from proposals import juries
from proposals.models import Answer, Proposal


@action("cycles.take_project", label=_("Make a proposal a costed project"))
def take_project(
    actor: Actor,
    *,
    proposal: Proposal,
    envelope: Envelope | None,
    cost: int | None,
    at: datetime,
    is_event: bool = False,
    department: Department | None = None,
) -> Iterator[Refusal]:
    """An adopted proposal becomes a project while its cycle gathers or reviews, within the ceiling of the envelope.

    A proposal of a call that the cycle's committee judges needs no department's answer first: it is there to be judged.

    ``envelope`` and ``cost`` are None while they are still to be chosen (the form asks before it is filled in). Whoever
    takes it names the department where the proposal has none: nobody else would review the project.
    """
    yield from budget_officer(actor)
    if proposal.state in queries.NOT_TAKEN:
        yield refusals.ProposalGone()
    adopted = (Answer.Disposition.ADOPTED, Answer.Disposition.PARTLY)
    given = envelope.cycle.slug if envelope is not None else None
    if (
        not juries.judged_in(proposal, given)
        and not proposal.answers.filter(interim=False, disposition__in=adopted).exists()
    ):
        yield refusals.NotAdopted()
    if envelope is None:
        return
    if not queries.is_open(envelope.cycle, at, *GATHERING):
        yield refusals.NotGathering()
    if queries.money_frozen(envelope.cycle, at):
        yield refusals.MoneyFrozen()
    if Project.objects.filter(envelope__cycle=envelope.cycle_id, proposal=proposal).exists():
        yield refusals.AlreadyInCycle()
    if department is None and proposal.department_id is None:
        yield refusals.DepartmentMissing()
    if department is not None:
        yield from in_force(department)
    yield from within_ceiling(envelope, cost, is_event=is_event)


@action("cycles.withdraw_project", label=_("Withdraw a project"))
def withdraw_project(
    actor: Actor, *, project: Project, at: datetime, reason: str | None = None
) -> Iterator[Refusal]:
    """The budget officer, or the author of its proposal, withdraws a project until prices are published, with a reason
    (None: not written yet)."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not (holds(actor, Role.Kind.BUDGET) or is_author(actor, project)):
        yield NotAllowed()
    if not table.allows("withdraw", project.state):
        yield refusals.CannotWithdraw()
    if queries.money_frozen(project.envelope.cycle, at):
        yield refusals.MoneyFrozen()
    if reason is not None and not reason.strip():
        yield refusals.ReasonNeeded()


@action("cycles.add_files", label=_("Add photos and documents to a project"))
def add_files(actor: Actor, *, project: Project) -> Iterator[Refusal]:
    """The budget officer, and the officer of the department in charge, while the project is one."""
    if not actor.is_authenticated:
        yield SignInFirst()
    department = project.department_id
    if not holds(actor, Role.Kind.BUDGET) and (
        department is None or not holds(actor, Role.Kind.OFFICER, department=department)
    ):
        yield NotAllowed()
    if project.state in GONE:
        yield NoFilesHere()
