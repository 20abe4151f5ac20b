"""Proposing together: an invitation by link, joining, leaving."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, System
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from civic.moderation.actions import not_blocked
from proposals.actions.common import State, co_proposers, is_author, is_writer, signed_in
from proposals.models import Invitation, Proposal
from proposals.refusals import AlreadyTogether, InvitationOver, NotTheAuthor, NotTogether, TooManyTogether
from proposals.states import UNDER_WAY

MOST_TOGETHER = 10  # co-proposers of one proposal; more people than that support it
WRITTEN_TOGETHER = (State.DRAFT, *UNDER_WAY)


@action("proposals.invite", label=_("Invite co-proposers"))
def invite(actor: Actor, *, proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """The author, from the draft to the final answer, until ten others propose it too."""
    yield from manage_invitations.rule(actor, proposal=proposal)
    yield from not_blocked(actor, at=at)
    if proposal.state not in WRITTEN_TOGETHER:
        yield InvitationOver()
    if len(co_proposers(proposal)) >= MOST_TOGETHER:
        yield TooManyTogether()


@action("proposals.manage_invitations", label=_("Revoke an invitation"))
def manage_invitations(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """The author."""
    yield from signed_in(actor)
    if not is_author(actor, proposal):
        yield NotTheAuthor()


@action("proposals.join", label=_("Become a co-proposer"))
def join(actor: Actor, *, invitation: Invitation, at: datetime) -> Iterator[Refusal]:
    """Whoever holds a link in force and is signed in, while the proposal is written or under way.

    The link comes first: nobody should sign in only to hear that it is over.
    """
    proposal = invitation.proposal
    if not invitation.is_open(at) or proposal.state not in WRITTEN_TOGETHER:
        yield InvitationOver()
    yield from signed_in(actor)
    if isinstance(actor, System):
        yield NotAllowed()  # somebody gives their name
    yield from not_blocked(actor, at=at)
    if is_writer(actor, proposal):
        yield AlreadyTogether()
    if len(co_proposers(proposal)) >= MOST_TOGETHER:
        yield TooManyTogether()


@action("proposals.take_off", label=_("Take a co-proposer off a proposal"))
def take_off(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """The author, at any time: whoever came by a link that went astray could change the text."""
    yield from manage_invitations.rule(actor, proposal=proposal)


@action("proposals.leave", label=_("Leave a proposal as its co-proposer"))
def leave(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """A co-proposer, at any time."""
    yield from signed_in(actor)
    if is_author(actor, proposal) or not is_writer(actor, proposal):
        yield NotTogether()
