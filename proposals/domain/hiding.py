"""Taking a proposal out of sight and bringing it back. The decision itself, its rule and notice are moderation's."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from proposals import actions
from proposals.domain.counting import settle
from proposals.domain.routing import tell_if_it_waits
from proposals.models import Proposal
from proposals.states import restoring, table


@transaction.atomic
def hide(actor: Actor, proposal: Proposal, *, rule: str) -> Proposal:
    """Hide a public proposal; clocks go on. Raises what `actions.hide` refuses, or StaleState."""
    actions.hide.require(actor, proposal=proposal)
    before = proposal.state
    moved = table.move(proposal, "hide", state_before_hidden=before)
    record(actor, "proposals.hidden", moved, rule=rule, before=before)
    return moved


@transaction.atomic
def restore(actor: Actor, proposal: Proposal, *, at: datetime) -> Proposal:
    """Bring a hidden proposal back to the state it was hidden in. Raises what `actions.restore` refuses."""
    actions.restore.require(actor, proposal=proposal)
    moved = table.move(proposal, restoring(proposal.state_before_hidden), state_before_hidden="")
    record(actor, "proposals.restored", moved, state=moved.state)
    tell_if_it_waits(moved, at=at)
    return settle(moved, at=at)
