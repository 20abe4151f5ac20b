"""Writing the committee's decision."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.committee import queries, refusals
from budgeting.committee.actions.common import at_work, secretary
from budgeting.committee.actions.rounds import countable
from budgeting.committee.models import (
    Decision,
    Item,
)
from budgeting.committee.queries.ballot import comes_too_late, is_full
from budgeting.committee.sessions.refusals import DecidedInSession
from budgeting.cycles.models import Project
from budgeting.cycles.refusals import BallotFixed, BallotFull
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("committee.open_decision", label=_("Open the decision on a project"))
def open_decision(
    actor: Actor, *, project: Project, at: datetime, item: Item | None = None
) -> Iterator[Refusal]:
    """The secretary writes the committee's decision during its phase, when there is a quorum.

    A project on the agenda of a session is decided there: ``item`` is its item, decided and waiting to be published.
    """
    yield from secretary(actor)
    if item is None:
        if queries.on_agendas().filter(project=project).exists():
            yield DecidedInSession()
        yield from at_work(project, at)
        yield from countable(project, at)
    else:
        yield from published_from(item)


def published_from(item: Item) -> Iterator[Refusal]:
    """What a session decided is published once, whatever the phase is by then, and whoever has left the committee since.

    Scores, quorum and challenges were asked about at the vote, and no sheet or challenge came after it.
    """
    if item.state != Item.State.DECIDED or item.published_at is not None:
        yield refusals.NotBeforeTheCommittee()
    elif Decision.objects.filter(project=item.project).exists():
        yield refusals.Sealed()


@action("committee.decide", label=_("Write the committee's decision"))
def decide(
    actor: Actor,
    *,
    project: Project,
    outcome: str,
    reason: str,
    condition: str,
    at: datetime,
    item: Item | None = None,
) -> Iterator[Refusal]:
    """A decision has an outcome, a reason, and where it is conditional its condition; no more come to the ballot than may."""
    yield from open_decision.rule(actor, project=project, at=at, item=item)
    if not reason.strip():
        yield refusals.ReasonMissing()
    if outcome == Decision.Outcome.CONDITIONAL and not condition.strip():
        yield refusals.ConditionMissing()
    if comes_too_late(project, outcome, at):
        yield BallotFixed()
    elif outcome != Decision.Outcome.REJECTED and is_full(project):
        yield BallotFull(most=project.envelope.max_projects)
