"""Taking a proposal out of sight and bringing it back. The decision itself, its rule and notice are moderation's."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import clock
from civic.moderation.models import Rule
from civic.notifications.domain.notifying import notify
from proposals import actions
from proposals.domain import giving_back
from proposals.domain.counting import settle
from proposals.domain.routing import tell_if_it_waits
from proposals.domain.telling import both, tell
from proposals.models import Proposal
from proposals.states import restoring, table


@transaction.atomic
def hide(actor: Actor, proposal: Proposal, *, rule: str) -> Proposal:
    """Hide a public proposal; the clock of an answer goes on. Raises what `actions.hide` refuses, or StaleState.

    Who follows it hears that it is out of sight and why, by its number: the title may be what must not be read.
    """
    actions.hide.require(actor, proposal=proposal)
    before, at = proposal.state, clock.now()
    moved = table.move(proposal, "hide", state_before_hidden=before, hidden_at=at)
    record(actor, "proposals.hidden", moved, rule=rule, before=before)
    notify(
        "proposals.hidden", moved, path=reverse("moderation:log"), once=at.isoformat(), number=moved.number,
        but=_writers(moved), **both("rule", Rule(rule).label),
    )  # fmt: skip
    return moved


def _writers(proposal: Proposal) -> list[int]:
    """Whom the decision itself is told."""
    together = [one.user_id for one in actions.co_proposers(proposal)]
    return [pk for pk in (proposal.author_id, *together) if pk is not None]


@transaction.atomic
def restore(actor: Actor, proposal: Proposal, *, at: datetime) -> Proposal:
    """Bring a hidden proposal back to the state it was hidden in. Raises what `actions.restore` refuses."""
    actions.restore.require(actor, proposal=proposal)
    since = proposal.hidden_at
    moved = table.move(
        proposal, restoring(proposal.state_before_hidden), state_before_hidden="", hidden_at=None
    )
    record(actor, "proposals.restored", moved, state=moved.state)
    tell("shown_again", moved, once=at.isoformat(), but=_writers(moved))
    tell_if_it_waits(moved, at=at)
    return settle(giving_back.days_since(moved, since, at=at), at=at)
