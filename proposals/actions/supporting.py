"""Supporting."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, System
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from proposals.actions.common import is_writer, signed_in
from proposals.models import Proposal, Support
from proposals.refusals import (
    AlreadySupported,
    NotOpenForSupport,
    NotSupported,
    OwnProposal,
)
from proposals.states import AFTER_THE_ANSWER, UNDER_WAY


def gathers_supports(proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """Supports are gathered in the window of the ladder's step, also after the threshold is reached.

    They go on after the department's answer where a higher step waits for more of them.
    """
    climbs = proposal.state in AFTER_THE_ANSWER and proposal.next_threshold is not None
    if (
        not (proposal.state in UNDER_WAY or climbs)
        or proposal.support_until is None
        or proposal.support_until <= at
    ):
        yield NotOpenForSupport()


def supports(actor: Actor, proposal: Proposal) -> bool:
    """Does this person support the proposal? One query, none for somebody not signed in."""
    return actor.pk is not None and Support.objects.filter(proposal=proposal, user_id=actor.pk).exists()


@action("proposals.support", label=_("Support a proposal"))
def support(actor: Actor, *, proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """Whoever is signed in supports another's proposal once while supports are gathered.

    The window comes first: nobody should sign in only to hear that it is over.
    """
    yield from gathers_supports(proposal, at)
    yield from signed_in(actor)
    if isinstance(actor, System):
        yield NotAllowed()  # a support is a person's
    if is_writer(actor, proposal):
        yield OwnProposal()
    if supports(actor, proposal):
        yield AlreadySupported()


@action("proposals.unsupport", label=_("Take a support back"))
def unsupport(actor: Actor, *, proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """A support can be taken back as long as one could be given."""
    yield from signed_in(actor)
    yield from gathers_supports(proposal, at)
    if not supports(actor, proposal):
        yield NotSupported()
