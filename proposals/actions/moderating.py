"""Taking out of sight and bringing back."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from proposals.actions.common import State, signed_in
from proposals.models import Proposal
from proposals.refusals import (
    CannotHide,
)
from proposals.states import RESTORABLE


@action("proposals.hide", label=_("Hide a proposal"))
def hide(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """A moderator takes a public proposal out of sight; the decision with its rule is moderation's."""
    yield from signed_in(actor)
    if not holds(actor, "moderator"):
        yield NotAllowed()
    if proposal.state not in RESTORABLE:
        yield CannotHide()


@action("proposals.restore", label=_("Show a hidden proposal again"))
def restore(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """A moderator brings a hidden proposal back to the state it had."""
    yield from signed_in(actor)
    if not holds(actor, "moderator"):
        yield NotAllowed()
    if proposal.state != State.HIDDEN:
        yield CannotHide()
