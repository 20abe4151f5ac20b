"""What the rules share."""

from collections.abc import Iterator
from datetime import datetime

from civic.accounts.actors import Actor, holds
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from proposals.models import Call, CoProposer, Proposal
from proposals.refusals import (
    AlreadyAnswered,
    NotUnderReview,
    NotYourDepartment,
    OfYourOwn,
)
from proposals.states import AFTER_THE_ANSWER

GATHER = "gather"
TITLE_LENGTH = 80
State = Proposal.State
FINALLY_ANSWERED = (
    *AFTER_THE_ANSWER,
    State.DEBATE,
    State.IMPLEMENTING,
    State.IMPLEMENTED,
)


def signed_in(actor: Actor) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not actor.is_active:
        yield NotAllowed()


def is_author(actor: Actor, proposal: Proposal) -> bool:
    return proposal.author_id is not None and proposal.author_id == actor.pk


def co_proposers(proposal: Proposal) -> list[CoProposer]:
    """Who proposes it together with the author; no query where the page has read them already."""
    found: list[CoProposer] | None = getattr(proposal, "together", None)
    return list(proposal.co_proposers.standing()) if found is None else found


def is_writer(actor: Actor, proposal: Proposal) -> bool:
    """The author, or one of those who propose it together."""
    if actor.pk is None:
        return False
    return is_author(actor, proposal) or any(one.user_id == actor.pk for one in co_proposers(proposal))


def takes_proposals(call: Call | None, at: datetime) -> bool:
    return call is not None and call.process.phase_at(GATHER, at) is not None


def works_on(actor: Actor, proposal: Proposal) -> Iterator[Refusal]:
    """An officer of the department that has the proposal; any officer while no department has it. Nobody on their own."""
    yield from signed_in(actor)
    if not holds(actor, "officer"):
        yield NotAllowed()
    if not holds(actor, "officer", department=proposal.department_id):
        yield NotYourDepartment()
    yield from not_own(actor, proposal)


def not_own(actor: Actor, proposal: Proposal) -> Iterator[Refusal]:
    """Nobody acts in the city's name on what they propose themselves (act on conflicts of interest, art. 5)."""
    if is_writer(actor, proposal):
        yield OfYourOwn()


def waits(proposal: Proposal) -> Iterator[Refusal]:
    if proposal.state in FINALLY_ANSWERED:
        yield AlreadyAnswered()
    if proposal.state != State.REVIEW:
        yield NotUnderReview()
