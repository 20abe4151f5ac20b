"""Moving a proposal to another place: merge, split, transfer, and the way back of each."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from proposals.actions.common import State, not_own, signed_in, works_on
from proposals.models import Proposal, Transfer
from proposals.refusals import (
    CannotMerge,
    Incomplete,
    NeedsAReason,
    NoBodyNamed,
    NotMerged,
    NotTransferred,
    NotUnderWay,
    SameProposal,
    TargetMoved,
)
from proposals.states import UNDER_WAY


def _keeps_order(actor: Actor) -> Iterator[Refusal]:
    """Officers and moderators keep proposals that say the same together, and apart those that say two things."""
    yield from signed_in(actor)
    if not holds(actor, "officer", "moderator"):
        yield NotAllowed()


@action("proposals.open_merge_form", label=_("Open the form for merging or splitting"))
def open_merge_form(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """Whoever could merge or split, before anything is written."""
    yield from _keeps_order(actor)
    yield from not_own(actor, proposal)
    if proposal.state not in UNDER_WAY:
        yield NotUnderWay()


@action("proposals.merge", label=_("Merge a proposal into another"))
def merge(actor: Actor, *, source: Proposal, target: Proposal, reason: str) -> Iterator[Refusal]:
    """Two proposals that gather supports or wait for an answer, with a reason that both writers read."""
    yield from open_merge_form.rule(actor, proposal=source)
    if source.pk == target.pk:
        yield SameProposal()
    yield from not_own(actor, target)
    if target.state not in UNDER_WAY:
        yield CannotMerge()
    if not reason.strip():
        yield NeedsAReason()


@action("proposals.undo_merge", label=_("Undo a merge"))
def undo_merge(actor: Actor, *, source: Proposal, reason: str) -> Iterator[Refusal]:
    """As long as the other proposal has not been merged, transferred or withdrawn itself."""
    yield from _keeps_order(actor)
    if source.state != State.MERGED or source.merged_into is None:
        yield NotMerged()
    elif source.merged_into.state in (State.MERGED, State.TRANSFERRED, State.WITHDRAWN):
        yield TargetMoved()
    if not reason.strip():
        yield NeedsAReason()


@action("proposals.split", label=_("Split a part off a proposal"))
def split(actor: Actor, *, proposal: Proposal, title: str, body: str, reason: str) -> Iterator[Refusal]:
    """A proposal that asks for two things becomes two, each with the supporters; it needs the words of the part."""
    yield from open_merge_form.rule(actor, proposal=proposal)
    if not (title.strip() and body.strip()):
        yield Incomplete()
    if not reason.strip():
        yield NeedsAReason()


@action("proposals.transfer", label=_("Transfer a proposal to another body"))
def transfer(actor: Actor, *, proposal: Proposal, draft: Transfer, at: datetime) -> Iterator[Refusal]:
    """The department that has it (any officer while none has) sends it to the borough or body that decides on it."""
    yield from open_transfer_form.rule(actor, proposal=proposal)
    if (draft.area is None) == (not draft.body.strip()):
        yield NoBodyNamed()
    if not draft.reason.strip():
        yield NeedsAReason()


@action("proposals.open_transfer_form", label=_("Open the form for a transfer"))
def open_transfer_form(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """Whoever could transfer, before anything is written."""
    yield from works_on(actor, proposal)
    if proposal.state not in UNDER_WAY:
        yield NotUnderWay()


@action("proposals.follow_transfer", label=_("Report on a transfer, or take it back"))
def follow_transfer(actor: Actor, *, proposal: Proposal, note: str) -> Iterator[Refusal]:
    """The department that sent it says what became of it there; what it says is public."""
    yield from works_on(actor, proposal)
    if proposal.state != State.TRANSFERRED or not proposal.transfers.exists():
        yield NotTransferred()
    if not note.strip():
        yield NeedsAReason()
