"""What the rules of several acts share: who runs cycles, when projects are shaped, what one may cost."""

from collections.abc import Iterator

from budgeting.cycles import refusals
from budgeting.cycles.models import Envelope, Project
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.money import amount_text
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.processes.models import Phase

GATHERING = (Phase.Kind.GATHER, Phase.Kind.REVIEW)

STANDING = (Project.State.REVIEW, Project.State.ELIGIBLE, Project.State.ON_BALLOT)
"""States in which a project may still come to the ballot."""


def budget_officer(actor: Actor) -> Iterator[Refusal]:
    """The budget officer runs cycles."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.BUDGET):
        yield NotAllowed()


def within_ceiling(envelope: Envelope, cost: int | None, *, is_event: bool) -> Iterator[Refusal]:
    """The cost is money, and within what the envelope lets a project (or an event) cost."""
    if cost is None:
        return
    if cost <= 0:
        yield refusals.NoCost()
    if cost > min(envelope.amount, envelope.ceiling if envelope.ceiling is not None else envelope.amount):
        yield refusals.OverCeiling()
    if is_event and envelope.event_ceiling is not None and cost > envelope.event_ceiling:
        yield refusals.OverEventCeiling(most=amount_text(envelope.event_ceiling, envelope.cycle.money))
    if envelope.floor is not None and cost < envelope.floor:
        yield refusals.UnderFloor(least=amount_text(envelope.floor, envelope.cycle.money))


def is_author(actor: Actor, project: Project) -> bool:
    """Did the actor write the proposal that the project came from?"""
    return actor.pk is not None and project.proposal is not None and project.proposal.author_id == actor.pk
