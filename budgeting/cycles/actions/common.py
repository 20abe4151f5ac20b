"""What the rules of several acts share: who runs cycles, when projects are shaped, what one may cost."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from budgeting.cycles import queries, refusals
from budgeting.cycles.lineage import origins
from budgeting.cycles.models import Envelope, Project
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.dates import moment_text
from civic.common.money import amount_text
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from civic.processes.models import Phase
from proposals.models import CoProposer, Proposal

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


def proposes(actor: Actor, project: Project) -> bool:
    """Did the actor propose, alone or with others, an idea that the project came from, merged or divided as it may be?"""
    if actor.pk is None:
        return False
    together = CoProposer.objects.standing().filter(user=actor.pk).values("proposal")
    ideas = Proposal.objects.filter(pk__in=[idea.proposal for _root, idea in origins([project.pk]).ideas])
    return is_author(actor, project) or ideas.filter(Q(author=actor.pk) | Q(pk__in=together)).exists()


def is_author(actor: Actor, project: Project) -> bool:
    """Did the actor write the proposal that the project came from?"""
    return actor.pk is not None and project.proposal is not None and project.proposal.author_id == actor.pk


def while_reviewed(project: Project, at: datetime) -> Iterator[Refusal]:
    """Only during the department review; said with its dates, where the cycle has them. Where an objection was upheld the
    department reviews again, also after its phase, until prices are published."""
    phase = project.envelope.cycle.process.phase(Phase.Kind.REVIEW)
    if queries.is_reviewed_again(project) and not queries.money_frozen(project.envelope.cycle, at):
        return
    if phase is None:
        yield refusals.ReviewClosed(opens="–", closes="–")
    elif not phase.is_open(at):
        yield refusals.ReviewClosed(opens=moment_text(phase.opens_at), closes=moment_text(phase.closes_at))
