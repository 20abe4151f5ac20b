"""What was answered is put into practice: reported by the department, or by the budget that pays for it."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from proposals import actions
from proposals.domain.telling import both, tell
from proposals.models import Proposal
from proposals.states import table


@transaction.atomic
def begin(actor: Actor, proposal: Proposal, *, at: datetime) -> Proposal:
    """The work on an answered proposal begins. Raises what `actions.implement` refuses, or StaleState."""
    return _move(actor, proposal, "implement", at)


@transaction.atomic
def complete(actor: Actor, proposal: Proposal, *, at: datetime) -> Proposal:
    """The work is done. Raises what `actions.implement` refuses, or StaleState."""
    return _move(actor, proposal, "complete", at)


def _move(actor: Actor, proposal: Proposal, verb: str, at: datetime) -> Proposal:
    actions.implement.require(actor, proposal=proposal)
    moved = table.move(proposal, verb)
    record(actor, f"proposals.{verb}", moved, at=at)
    tell("progress", moved, once=verb, **both("stage", Proposal.State(moved.state).label))
    return moved
