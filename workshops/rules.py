"""Pieces of rules that several acts share: who hosts, which stage allows it, why registration is over, when a door opens."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.refusals import NotAllowed, Refusal, SignInFirst, StaleState
from workshops import refusals
from workshops.models import Workshop
from workshops.states import workshop_states


def hosting(actor: Actor, workshop: Workshop | None = None) -> Iterator[Refusal]:
    """A host of the workshop's area, or of every area."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.HOST, area=workshop.area_id if workshop else None):
        yield NotAllowed()


def at_stage(verb: str, workshop: Workshop) -> Iterator[Refusal]:
    if not workshop_states.allows(verb, workshop.state):
        yield StaleState(state=workshop.state, verb=verb)


def begun(workshop: Workshop, at: datetime) -> Refusal:
    """Why nobody registers or waits any more: it goes on, and the door may still let people in, or it is over."""
    over = at >= workshop.ends_at or workshop.has_record
    return refusals.WorkshopOver() if over else refusals.WorkshopBegan()


#: So long before a workshop its door is open though its day has not come: one that begins soon after midnight.
BEFORE_MIDNIGHT = timedelta(hours=1)


def door_opens_at(starts_at: datetime) -> datetime:
    """When the day of something that begins at this moment has come for those who prepare it."""
    midnight = timezone.localtime(starts_at).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(midnight, starts_at - BEFORE_MIDNIGHT)
