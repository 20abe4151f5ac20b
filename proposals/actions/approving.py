"""Two persons for an answer, and what may follow it: a moved date, a rating, one more question."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds, person
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from civic.moderation.actions import not_blocked
from proposals.actions.answering import missing_parts, open_answer_form
from proposals.actions.common import is_writer, not_own, signed_in, waits, works_on
from proposals.actions.supporting import supports
from proposals.models import Answer, AnswerDraft, Proposal, Question, Rating
from proposals.refusals import (
    AlreadyAsked,
    AlreadyRated,
    AnswerIncomplete,
    DateHasPassed,
    NeedsAReason,
    NoPromise,
    NotAnsweredYet,
    NotApproved,
    NoteEmpty,
    NothingAsked,
    NotWaiting,
    NotYours,
    OwnDraft,
    SameDate,
)

Status = AnswerDraft.Status


@action("proposals.draft_answer", label=_("Write the draft of an answer"))
def draft_answer(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """The department in charge writes; a draft that is changed loses its approval."""
    yield from open_answer_form.rule(actor, proposal=proposal)


@action("proposals.ask_for_approval", label=_("Ask for approval of an answer"))
def ask_for_approval(actor: Actor, *, draft: AnswerDraft) -> Iterator[Refusal]:
    """When nothing is missing any more."""
    yield from draft_answer.rule(actor, proposal=draft.proposal)
    yield from (AnswerIncomplete(missing=missing) for missing in missing_parts(draft).values())


def _second_person(actor: Actor, proposal: Proposal) -> Iterator[Refusal]:
    """An officer of the department, or the second officer who publishes."""
    if holds(actor, "publisher"):
        yield from not_own(actor, proposal)
        return
    yield from works_on(actor, proposal)


@action("proposals.approve_answer", label=_("Approve an answer, or send it back"))
def approve_answer(actor: Actor, *, draft: AnswerDraft) -> Iterator[Refusal]:
    """Another person than its writer, of the department or the second officer."""
    yield from signed_in(actor)
    yield from _second_person(actor, draft.proposal)
    if draft.author == person(actor):
        yield OwnDraft()
    yield from waits(draft.proposal)
    if draft.status != Status.WAITING:
        yield NotWaiting()


@action("proposals.publish_answer", label=_("Publish an approved answer"))
def publish_answer(actor: Actor, *, draft: AnswerDraft) -> Iterator[Refusal]:
    """Whoever may approve or write may publish what was approved, alone or many at once."""
    yield from signed_in(actor)
    yield from _second_person(actor, draft.proposal)
    if draft.status != Status.APPROVED:
        yield NotApproved()


@action("proposals.keep_templates", label=_("Keep templates of answers"))
def keep_templates(actor: Actor) -> Iterator[Refusal]:
    """Officers, for their departments."""
    yield from signed_in(actor)
    if not holds(actor, "officer", "publisher"):
        yield NotAllowed()


@action("proposals.see_notes", label=_("Read and write notes among staff"))
def see_notes(actor: Actor) -> Iterator[Refusal]:
    """Officers, moderators, hosts and second officers; the public never."""
    yield from signed_in(actor)
    if not holds(actor, "officer", "moderator", "host", "publisher"):
        yield NotAllowed()


@action("proposals.write_note", label=_("Write a note among staff"))
def write_note(actor: Actor, *, text: str) -> Iterator[Refusal]:
    """Whoever reads them; not an empty one."""
    yield from see_notes.rule(actor)
    if not text.strip():
        yield NoteEmpty()


@action("proposals.move_date", label=_("Move a promised date"))
def move_date(
    actor: Actor, *, proposal: Proposal, answer: Answer | None, new_on: date | None, reason: str, today: date
) -> Iterator[Refusal]:
    """The department that promised gives the reason and a new date (national rule on proposals); both are public.

    Of an adoption and of a second look alike; the new date lies ahead.
    """
    yield from works_on(actor, proposal)
    if answer is None or answer.promised_on is None or proposal.state == Proposal.State.IMPLEMENTED:
        yield NoPromise()
    elif new_on == answer.promised_on:
        yield SameDate()
    elif new_on is not None and new_on < today:
        yield DateHasPassed()
    if not reason.strip():
        yield NeedsAReason()


def _concerned(actor: Actor, proposal: Proposal) -> Iterator[Refusal]:
    yield from signed_in(actor)
    if not is_writer(actor, proposal) and not supports(actor, proposal):
        yield NotYours()


@action("proposals.rate_answer", label=_("Rate an answer"))
def rate_answer(actor: Actor, *, answer: Answer) -> Iterator[Refusal]:
    """Those who propose and those who support, once each, after the final answer."""
    yield from _concerned(actor, answer.proposal)
    if Rating.objects.filter(answer=answer, user=person(actor)).exists():
        yield AlreadyRated()


@action("proposals.ask_once_more", label=_("Ask once more about an answer"))
def ask_once_more(actor: Actor, *, answer: Answer, text: str, at: datetime) -> Iterator[Refusal]:
    """One of those who propose, once, as long as everybody can read the answer; the question is public at once."""
    yield from signed_in(actor)
    if not is_writer(actor, answer.proposal):
        yield NotYours()
    yield from not_blocked(actor, at=at)
    if answer.proposal.state not in Proposal.PUBLIC_STATES:
        yield NotAnsweredYet()
    if Question.objects.filter(answer=answer).exists():
        yield AlreadyAsked()
    if not text.strip():
        yield NeedsAReason()


@action("proposals.reply", label=_("Reply to a further question"))
def reply(actor: Actor, *, proposal: Proposal, question: Question | None, text: str) -> Iterator[Refusal]:
    """The department that answered, once."""
    yield from works_on(actor, proposal)
    if question is None or question.replied_at is not None:
        yield NothingAsked()
    if not text.strip():
        yield AnswerIncomplete(missing=_("the text"))
