"""What a number of supports leads to: the first step starts the department's clock, each higher one is written down."""

from datetime import datetime

from civic.accounts.actors import System
from civic.areas.models import Department
from civic.audit.domain.recording import record
from civic.common.periods import due_after
from proposals.domain.climbing import aim_higher, climb
from proposals.domain.routing import department_for, note_routing
from proposals.domain.telling import tell
from proposals.models import Proposal, Step
from proposals.refusals import NotOpenForSupport
from proposals.states import AFTER_THE_ANSWER, UNDER_WAY, table

LEADS_ON = (*UNDER_WAY, *AFTER_THE_ANSWER, Proposal.State.DEBATE)


def follow_up(proposal: Proposal, *, at: datetime) -> Proposal:
    """Do what the counter leads to, once; gives the proposal as it is then. The caller holds the proposal's row.

    A proposal that is withdrawn, hidden, merged or with another body leads to nothing while it is so.
    """
    if reaches(proposal):
        proposal = start_review(proposal, at=at)
    if proposal.state in LEADS_ON:
        climb(proposal, at=at)
    return proposal


def reaches(proposal: Proposal) -> bool:
    """Does the proposal have the supports of the first step, and no clock yet?"""
    return (
        proposal.state == Proposal.State.OPEN
        and proposal.threshold is not None
        and proposal.support_count >= proposal.threshold
    )


def start_review(proposal: Proposal, *, at: datetime) -> Proposal:
    """The threshold is reached: the department has the days that the ladder's step names, from now.

    Must run inside the transaction that holds the row. Supports go on under review, so those who are giving one are not
    waited for. Raises NotOpenForSupport when the ladder has no such step.
    """
    step = step_reached(proposal)
    if step is None:
        raise NotOpenForSupport
    department = department_for(proposal)
    due = due_after(at, step.answer_days)
    clock = System("proposals.threshold")
    fresh = begin_review(proposal, reached_at=at, due=due, department=department, count=step.count)
    record(clock, "proposals.threshold_reached", fresh, supports=fresh.support_count, due=due)
    tell("threshold_reached", fresh, count=fresh.support_count, due=due)
    if department is not None:
        note_routing(clock, fresh, department, reason="", at=at)
    return fresh


def begin_review(
    proposal: Proposal,
    *,
    reached_at: datetime,
    due: datetime,
    department: Department | None,
    count: int | None = None,
) -> Proposal:
    """An open proposal waits for an answer by ``due``, and aims at the step above ``count`` (its own threshold)."""
    fresh = table.move(
        proposal, "review", threshold_reached_at=reached_at, answer_due_at=due, department=department
    )
    aim_higher(fresh, proposal.threshold or 0 if count is None else count)
    return fresh


def step_reached(proposal: Proposal) -> Step | None:
    """The step whose count the proposal's threshold was taken from; the lowest one if the ladder was changed since."""
    steps = list(proposal.call.ladder.steps.order_by("count"))
    return next((step for step in steps if step.count == proposal.threshold), steps[0] if steps else None)
