"""Staff type what somebody says; later that person takes the proposal into their own account."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, System, holds
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from civic.moderation.actions import not_blocked
from proposals.actions.common import signed_in, takes_proposals
from proposals.models import Assistance, Call
from proposals.refusals import CallClosed, CodeUnknown, ConsentMissing

TYPISTS = ("officer", "moderator", "host", "registrar")


@action("proposals.see_assisted", label=_("See what was entered for citizens"))
def see_assisted(actor: Actor) -> Iterator[Refusal]:
    """Officers, moderators, hosts and registrars: whoever sits at a counter or a telephone."""
    yield from signed_in(actor)
    if isinstance(actor, System) or not holds(actor, *TYPISTS):
        yield NotAllowed()


@action("proposals.assist", label=_("Enter a proposal for a citizen"))
def assist(
    actor: Actor, *, call: Call | None, consented_on: date | None, today: date, at: datetime
) -> Iterator[Refusal]:
    """Staff, while the call is open, with the consent of the person on a day that is not ahead."""
    yield from see_assisted.rule(actor)
    if not takes_proposals(call, at):
        yield CallClosed()
    if consented_on is None or consented_on > today:
        yield ConsentMissing()


@action("proposals.claim", label=_("Take a proposal that staff entered into one's account"))
def claim(actor: Actor, *, assistance: Assistance | None, at: datetime) -> Iterator[Refusal]:
    """Whoever is signed in and holds the code, once, within a year. Not the member of staff who typed it."""
    yield from signed_in(actor)
    yield from not_blocked(actor, at=at)
    if assistance is None or assistance.claimed_at is not None or assistance.code_until <= at:
        yield CodeUnknown()
    elif isinstance(actor, System) or assistance.by_id == actor.pk:
        yield NotAllowed()
