"""Supporting a proposal and taking the support back. Supporters do not wait for each other: see holding.py and counting.py."""

from datetime import datetime

from django.db import IntegrityError, transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.comments.domain.threads import follow
from civic.common.refusals import SignInFirst
from proposals import actions
from proposals.domain import counting, holding
from proposals.models import Proposal, Support
from proposals.refusals import AlreadySupported, NotSupported, OwnProposal

TOUCHED = (
    "support_count", "state", "threshold_reached_at", "answer_due_at", "department_id", "next_threshold", "support_until",
)  # fmt: skip


@transaction.atomic
def support(actor: Actor, proposal: Proposal, *, at: datetime) -> Support:
    """Give the actor's support once; the one that reaches the threshold starts the answer clock.

    Raises what `actions.support` refuses. The unique constraint has the last word between two taps of one person, the
    shared lock of the proposal between a support and whoever changes the state or becomes a writer.
    """
    actions.support.require(actor, proposal=proposal, at=at)
    user = person(actor)
    if user is None:  # the action has said so already
        raise SignInFirst
    fresh = _held_open(proposal, at)
    if actions.is_writer(user, fresh):  # accepted an invitation in another window meanwhile
        raise OwnProposal
    given = _insert(proposal, user.pk, at)
    if proposal.thread is not None:
        follow(user, proposal.thread)
    record(actor, "proposals.supported", proposal)
    _show(proposal, counting.move(proposal, 1, at=at) or fresh)
    return given


@transaction.atomic
def unsupport(actor: Actor, proposal: Proposal, *, at: datetime) -> None:
    """Take the actor's support back. What the threshold has started goes on. Raises what `actions.unsupport` refuses."""
    actions.unsupport.require(actor, proposal=proposal, at=at)
    fresh = _held_open(proposal, at)
    deleted, _rows = Support.objects.filter(proposal=proposal, user=person(actor)).delete()
    if not deleted:  # another tap of the same person was first
        raise NotSupported
    record(actor, "proposals.unsupported", proposal)
    _show(proposal, counting.move(proposal, -1, at=at) or fresh)


def _held_open(proposal: Proposal, at: datetime) -> Proposal:
    """The proposal as it is and stays until the commit; refuses when it was withdrawn or closed since the page was drawn."""
    fresh = holding.share(proposal)
    for refusal in actions.gathers_supports(fresh, at):
        raise refusal
    return fresh


def _insert(proposal: Proposal, user_id: int, at: datetime) -> Support:
    try:
        with transaction.atomic():
            return Support.objects.create(proposal=proposal, user_id=user_id, at=at)
    except IntegrityError:
        raise AlreadySupported from None


def _show(proposal: Proposal, fresh: Proposal) -> None:
    for name in TOUCHED:
        setattr(proposal, name, getattr(fresh, name))
