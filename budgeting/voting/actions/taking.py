"""Taking a project off the ballot while people rely on it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from budgeting.cycles.queries import money_frozen
from budgeting.voting import queries, refusals
from budgeting.voting.actions.common import officer
from budgeting.voting.models import TakenOff
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("budgeting.take_off_ballot", label=_("Take a project off the ballot"))
def take_off_ballot(
    actor: Actor, *, project: Project, at: datetime, ground: str | None = None, reason: str | None = None
) -> Iterator[Refusal]:
    """The budget officer, from the publication of prices to the end of the vote; before that a project is withdrawn, after it
    only a decision otherwise than counted is left. The ballots are sealed, so nobody knows whom it hits. On a known ground and
    with a reason (None: not typed yet)."""
    yield from officer(actor)
    cycle = project.envelope.cycle
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if phase is None or not money_frozen(cycle, at):
        yield refusals.BallotNotFixed()
    elif at >= phase.closes_at or (group is not None and group.closed_at is not None):
        yield refusals.TooLateToTakeOff()
    if project.state != Project.State.ON_BALLOT:
        yield refusals.NotStanding()
    if ground is not None and ground not in TakenOff.Ground.values:
        yield refusals.GroundUnknown()
    if reason is not None and not reason.strip():
        yield refusals.ReasonMissing()
