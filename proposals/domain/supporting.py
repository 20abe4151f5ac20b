"""Supporting a proposal and taking the support back. The counter moves by one; it is never counted anew."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from civic.accounts.actors import Actor, System, person
from civic.audit.domain.recording import record
from civic.comments.domain.threads import follow
from civic.common.refusals import SignInFirst
from proposals import actions
from proposals.domain.climbing import aim_higher, climb
from proposals.domain.routing import department_for, note_routing
from proposals.domain.telling import tell
from proposals.models import Proposal, Step, Support
from proposals.refusals import AlreadySupported, NotOpenForSupport, NotSupported, OwnProposal
from proposals.states import table

TOUCHED = (
    "support_count", "state", "threshold_reached_at", "answer_due_at", "department_id", "next_threshold", "support_until",
)  # fmt: skip


@transaction.atomic
def support(actor: Actor, proposal: Proposal, *, at: datetime) -> Support:
    """Count the actor's support once; the support that reaches the threshold starts the answer clock.

    Raises what `actions.support` refuses. The unique constraint has the last word between two taps of one person, the
    row's lock between two persons and between a support and the close of the window.
    """
    actions.support.require(actor, proposal=proposal, at=at)
    user = person(actor)
    if user is None:  # the action has said so already
        raise SignInFirst
    given = _insert(proposal, user.pk, at)
    if proposal.thread is not None:
        follow(user, proposal.thread)
    record(actor, "proposals.supported", proposal)
    # The row last: on a hot proposal everybody waits for whoever holds it, so it is held for as little as can be.
    fresh = _add(proposal, 1, at=at)
    if actions.is_writer(user, fresh):  # accepted an invitation in another window meanwhile
        raise OwnProposal
    if reaches(fresh):
        fresh = start_review(fresh, at=at)
    climb(fresh, at=at)
    for name in TOUCHED:
        setattr(proposal, name, getattr(fresh, name))
    return given


@transaction.atomic
def unsupport(actor: Actor, proposal: Proposal, *, at: datetime) -> None:
    """Take the actor's support back. What the threshold has started goes on. Raises what `actions.unsupport` refuses."""
    actions.unsupport.require(actor, proposal=proposal, at=at)
    deleted, _rows = Support.objects.filter(proposal=proposal, user=person(actor)).delete()
    if not deleted:  # another tap of the same person was first
        raise NotSupported
    record(actor, "proposals.unsupported", proposal)
    fresh = _add(proposal, -1, at=at)
    proposal.support_count = fresh.support_count


def _insert(proposal: Proposal, user_id: int, at: datetime) -> Support:
    try:
        with transaction.atomic():
            return Support.objects.create(proposal=proposal, user_id=user_id, at=at)
    except IntegrityError:
        raise AlreadySupported from None


def _add(proposal: Proposal, delta: int, *, at: datetime) -> Proposal:
    """Move the counter; the update locks the row, so what is read after it is true until the commit."""
    Proposal.objects.filter(pk=proposal.pk).update(support_count=F("support_count") + delta)
    fresh = Proposal.objects.get(pk=proposal.pk)
    for refusal in actions.gathers_supports(fresh, at):  # withdrawn or closed since the page was drawn
        raise refusal
    return fresh


def reaches(proposal: Proposal) -> bool:
    """Does the proposal have the supports of the first step, and no clock yet?"""
    return (
        proposal.state == Proposal.State.OPEN
        and proposal.threshold is not None
        and proposal.support_count >= proposal.threshold
    )


def start_review(proposal: Proposal, *, at: datetime) -> Proposal:
    """The threshold is reached: the department has the days that the ladder's step names, from now.

    Must run inside the transaction that holds the row. Raises NotOpenForSupport when the ladder has no such step.
    """
    step = step_reached(proposal)
    if step is None:
        raise NotOpenForSupport
    department = department_for(proposal)
    due = at + timedelta(days=step.answer_days)
    clock = System("proposals.threshold")
    fresh = table.move(proposal, "review", threshold_reached_at=at, answer_due_at=due, department=department)
    record(clock, "proposals.threshold_reached", fresh, supports=fresh.support_count, due=due)
    tell("threshold_reached", fresh, count=fresh.support_count, due=due)
    if department is not None:
        note_routing(clock, fresh, department, reason="", at=at)
    aim_higher(fresh, step.count)
    return fresh


def step_reached(proposal: Proposal) -> Step | None:
    """The step whose count the proposal's threshold was taken from; the lowest one if the ladder was changed since."""
    steps = list(proposal.call.ladder.steps.order_by("count"))
    return next((step for step in steps if step.count == proposal.threshold), steps[0] if steps else None)
