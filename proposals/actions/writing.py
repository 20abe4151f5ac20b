"""Writing, changing and taking back."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.attachments.refusals import NoFilesHere
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from civic.moderation.actions import not_blocked
from proposals import personal_data
from proposals.actions.calling import file_under, fits
from proposals.actions.common import State, is_author, is_writer, signed_in, takes_proposals
from proposals.models import Call, Proposal
from proposals.refusals import (
    CallClosed,
    CannotWithdraw,
    EditingOver,
    GroupIncomplete,
    Incomplete,
    NeedsAReason,
    NotADraft,
    NotTheAuthor,
    PersonalData,
    ResidentNumber,
    TooManyDrafts,
    TooManyFromHere,
)
from proposals.states import UNDER_WAY

MOST_KEPT = 5  # drafts that one cookie leads to
MOST_FROM_AN_ADDRESS = 60  # visitors' drafts from one address of the network in a day
ORIGIN_KEPT = timedelta(days=1)


@action("proposals.write", label=_("Write a proposal"))
def write(actor: Actor, *, call: Call | None, at: datetime) -> Iterator[Refusal]:
    """Whoever is signed in, and not kept from writing by a decision, may write while the call gathers proposals."""
    yield from signed_in(actor)
    yield from not_blocked(actor, at=at)
    if not takes_proposals(call, at):
        yield CallClosed()


@action("proposals.begin_draft", label=_("Begin a draft"))
def begin_draft(
    actor: Actor, *, call: Call | None, keeper: str = "", origin: str = "", at: datetime
) -> Iterator[Refusal]:
    """As `write`; somebody not signed in may begin too, when a cookie (``keeper``) leads them back to the draft.

    Five drafts a device, and so many in a day from one address (``origin``, a keyed hash) that a library or a school
    can work and a machine cannot fill the table.
    """
    if actor.is_authenticated or not keeper:
        yield from write.rule(actor, call=call, at=at)
        return
    if not takes_proposals(call, at):
        yield CallClosed()
    if Proposal.objects.filter(keeper=keeper).count() >= MOST_KEPT:
        yield TooManyDrafts()
    since = at - ORIGIN_KEPT
    if (
        origin
        and Proposal.objects.filter(origin=origin, created_at__gt=since).count() >= MOST_FROM_AN_ADDRESS
    ):
        yield TooManyFromHere()


@action("proposals.edit_draft", label=_("Go on writing a draft"))
def edit_draft(actor: Actor, *, proposal: Proposal, keeper: str = "") -> Iterator[Refusal]:
    """Only its writers work on a draft, or the browser whose cookie keeps it; drafts outlive their call."""
    if not (keeper and constant_time_compare(keeper, proposal.keeper)):
        yield from signed_in(actor)
        if not is_writer(actor, proposal):
            yield NotTheAuthor()
    if proposal.state != State.DRAFT:
        yield NotADraft()


@action("proposals.discard_draft", label=_("Throw a draft away"))
def discard_draft(actor: Actor, *, proposal: Proposal, keeper: str = "") -> Iterator[Refusal]:
    """As `edit_draft`, but of those who write together only the one who began it."""
    yield from edit_draft.rule(actor, proposal=proposal, keeper=keeper)
    if proposal.author_id is not None and not is_author(actor, proposal):
        yield NotTheAuthor()


@action("proposals.submit", label=_("Submit a proposal"))
def submit(actor: Actor, *, proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """The author submits a complete draft that was looked through for personal data, while the call is open."""
    yield from edit_draft.rule(actor, proposal=proposal)
    if not is_author(actor, proposal):
        yield NotTheAuthor()
    yield from not_blocked(actor, at=at)
    if not takes_proposals(proposal.call, at):
        yield CallClosed()
    yield from file_under.rule(actor, call=proposal.call)
    yield from may_be_public(proposal)


def may_be_public(proposal: Proposal) -> Iterator[Refusal]:
    """What every text needs before everybody can read it, whoever typed it."""
    if not (proposal.title.strip() and proposal.body.strip() and proposal.topic_id):
        yield Incomplete()
    if bool(proposal.group_kind) != bool(proposal.group_name.strip()):
        yield GroupIncomplete()
    yield from fits(proposal)
    found = personal_data.find(proposal.title, proposal.body, proposal.place)
    if any(one.sort == "resident" for one in found):
        yield ResidentNumber()
    if found and not proposal.personal_data_ok:
        yield PersonalData()


@action("proposals.propose_from_opinion", label=_("Turn an opinion into a proposal"))
def propose_from_opinion(
    actor: Actor, *, author: Actor | None, call: Call | None, at: datetime
) -> Iterator[Refusal]:
    """Staff, or the speaker of the opinion, while a call gathers proposals."""
    yield from signed_in(actor)
    is_speaker = author is not None and author.pk is not None and author.pk == actor.pk
    if not is_speaker and not holds(actor, "host", "officer", "moderator"):
        yield NotAllowed()
    if not takes_proposals(call, at):
        yield CallClosed()


def edits_freely(proposal: Proposal, at: datetime) -> bool:
    """Before the first support, or in the call's first minutes, a change leaves no public version."""
    until = (proposal.submitted_at or at) + timedelta(minutes=proposal.call.edit_minutes)
    return proposal.support_count == 0 or at < until


@action("proposals.edit", label=_("Change a submitted proposal"))
def edit(actor: Actor, *, proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """Author and co-proposers may change the text while supports are gathered; `edits_freely` says when without a trace."""
    yield from signed_in(actor)
    if not is_writer(actor, proposal):
        yield NotTheAuthor()
    yield from not_blocked(actor, at=at)
    if proposal.state != State.OPEN or proposal.support_until is None or proposal.support_until <= at:
        yield EditingOver()


@action("proposals.withdraw", label=_("Withdraw a proposal"))
def withdraw(actor: Actor, *, proposal: Proposal, reason: str) -> Iterator[Refusal]:
    """The author (of a group its representative) may withdraw until the final answer; the trace stays.

    A co-proposer cannot end what others propose; they can leave it (`proposals.leave`).
    """
    yield from signed_in(actor)
    if not is_author(actor, proposal):
        yield NotTheAuthor()
    if proposal.state not in UNDER_WAY:
        yield CannotWithdraw()
    if not reason.strip():
        yield NeedsAReason()


@action("proposals.add_files", label=_("Add photos and documents to a proposal"))
def add_files(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """Author and co-proposers, until the final answer: what the department answers stays as it was."""
    yield from signed_in(actor)
    if not is_writer(actor, proposal):
        yield NotTheAuthor()
    if proposal.state not in UNDER_WAY:
        yield NoFilesHere()
