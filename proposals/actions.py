"""Who may do what to a proposal, and when. Each rule yields reasons against, in the order people would mend them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, System, holds
from civic.areas.models import Department
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from proposals import personal_data
from proposals.models import Answer, Call, Proposal, Support
from proposals.refusals import (
    AlreadyAnswered,
    AlreadySupported,
    AnswerIncomplete,
    CallClosed,
    CannotHide,
    CannotWithdraw,
    EditingOver,
    Incomplete,
    NeedsAReason,
    NotADraft,
    NotOpenForSupport,
    NotSupported,
    NotTheAuthor,
    NotUnderReview,
    NotYourDepartment,
    OwnProposal,
    PersonalData,
    ResidentNumber,
    SameDepartment,
)
from proposals.states import RESTORABLE, UNDER_WAY

GATHER = "gather"
TITLE_LENGTH = 80
State = Proposal.State


def signed_in(actor: Actor) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not actor.is_active:
        yield NotAllowed()


def _is_author(actor: Actor, proposal: Proposal) -> bool:
    return proposal.author_id is not None and proposal.author_id == actor.pk


def _takes_proposals(call: Call | None, at: datetime) -> bool:
    return call is not None and call.process.phase_at(GATHER, at) is not None


@action("proposals.write", label=_("Write a proposal"))
def write(actor: Actor, *, call: Call | None, at: datetime) -> Iterator[Refusal]:
    """Whoever is signed in may write while the call gathers proposals."""
    yield from signed_in(actor)
    if not _takes_proposals(call, at):
        yield CallClosed()


@action("proposals.edit_draft", label=_("Go on writing a draft"))
def edit_draft(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """Only the writer works on a draft; drafts outlive the call they were begun in."""
    yield from signed_in(actor)
    if not _is_author(actor, proposal):
        yield NotTheAuthor()
    if proposal.state != State.DRAFT:
        yield NotADraft()


@action("proposals.submit", label=_("Submit a proposal"))
def submit(actor: Actor, *, proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """The writer submits a complete draft that was looked through for personal data, while the call is open."""
    yield from edit_draft.rule(actor, proposal=proposal)
    if not _takes_proposals(proposal.call, at):
        yield CallClosed()
    if not (proposal.title.strip() and proposal.body.strip() and proposal.topic_id):
        yield Incomplete()
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
    if not _takes_proposals(call, at):
        yield CallClosed()


def gathers_supports(proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """Supports are gathered in the window of the ladder's step, also after the threshold is reached."""
    if proposal.state not in UNDER_WAY or proposal.support_until is None or proposal.support_until <= at:
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
    if _is_author(actor, proposal):
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


def edits_freely(proposal: Proposal, at: datetime) -> bool:
    """Before the first support, or in the call's first minutes, a change leaves no public version."""
    until = (proposal.submitted_at or at) + timedelta(minutes=proposal.call.edit_minutes)
    return proposal.support_count == 0 or at < until


@action("proposals.edit", label=_("Change a submitted proposal"))
def edit(actor: Actor, *, proposal: Proposal, at: datetime) -> Iterator[Refusal]:
    """The writer may change the text while supports are gathered; see `edits_freely` for the public versions."""
    yield from signed_in(actor)
    if not _is_author(actor, proposal):
        yield NotTheAuthor()
    if proposal.state != State.OPEN or proposal.support_until is None or proposal.support_until <= at:
        yield EditingOver()


@action("proposals.withdraw", label=_("Withdraw a proposal"))
def withdraw(actor: Actor, *, proposal: Proposal, reason: str) -> Iterator[Refusal]:
    """The writer may withdraw until the final answer; the trace stays."""
    yield from signed_in(actor)
    if not _is_author(actor, proposal):
        yield NotTheAuthor()
    if proposal.state not in UNDER_WAY:
        yield CannotWithdraw()
    if not reason.strip():
        yield NeedsAReason()


def _works_on(actor: Actor, proposal: Proposal) -> Iterator[Refusal]:
    """An officer of the department that has the proposal; any officer while no department has it."""
    yield from signed_in(actor)
    if not holds(actor, "officer"):
        yield NotAllowed()
    if not holds(actor, "officer", department=proposal.department_id):
        yield NotYourDepartment()


def _waits(proposal: Proposal) -> Iterator[Refusal]:
    if proposal.state in (State.ANSWERED, State.IMPLEMENTING, State.IMPLEMENTED):
        yield AlreadyAnswered()
    if proposal.state != State.REVIEW:
        yield NotUnderReview()


@action("proposals.route", label=_("Hand a proposal to a department"))
def route(actor: Actor, *, proposal: Proposal, department: Department, reason: str) -> Iterator[Refusal]:
    """The department that has a waiting proposal hands it on, with a reason that is public."""
    yield from _works_on(actor, proposal)
    yield from _waits(proposal)
    if department.pk == proposal.department_id:
        yield SameDepartment()
    if not reason.strip():
        yield NeedsAReason()


@action("proposals.open_answer_form", label=_("Open the answering form"))
def open_answer_form(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """Whoever could answer, before anything is written."""
    yield from _works_on(actor, proposal)
    yield from _waits(proposal)


@action("proposals.answer_interim", label=_("Give an interim answer"))
def answer_interim(actor: Actor, *, proposal: Proposal, text: str) -> Iterator[Refusal]:
    """The department in charge says where the matter stands; the due date stays."""
    yield from open_answer_form.rule(actor, proposal=proposal)
    if not text.strip():
        yield AnswerIncomplete(missing=_("the text"))


@action("proposals.answer", label=_("Give the final answer"))
def answer(actor: Actor, *, proposal: Proposal, draft: Answer) -> Iterator[Refusal]:
    """The department in charge answers with a disposition; each disposition says what it needs.

    An adoption needs its planned date (national rule on proposals: the planned date is told with the adoption).
    """
    yield from open_answer_form.rule(actor, proposal=proposal)
    yield from (AnswerIncomplete(missing=missing) for missing in missing_parts(draft).values())


def missing_parts(draft: Answer) -> dict[str, object]:
    """What a final answer still lacks: field name and words."""
    kinds = Answer.Disposition
    lacks: dict[str, object] = {}
    if draft.disposition not in kinds.values:
        lacks["disposition"] = _("the decision")
    if not draft.text.strip():
        lacks["text"] = _("the text")
    if draft.disposition in (kinds.ADOPTED, kinds.PARTLY) and draft.planned_on is None:
        lacks["planned_on"] = _("the planned date")
    if draft.disposition == kinds.LONG_TERM and draft.recheck_on is None:
        lacks["recheck_on"] = _("the date it is looked at again")
    if draft.disposition == kinds.NOT_POSSIBLE and draft.reason_code not in Answer.Reason.values:
        lacks["reason_code"] = _("the reason code")
    return lacks


@action("proposals.implement", label=_("Report that a proposal is put into practice"))
def implement(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """The department that answered reports the beginning and the end of the work."""
    yield from _works_on(actor, proposal)


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
