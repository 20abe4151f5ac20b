"""A final answer in two persons' hands: written, sent for approval, approved or sent back, published with others."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from civic.common.refusals import Refusal, SignInFirst
from proposals import actions
from proposals.domain import answering, holding
from proposals.domain.telling import tell
from proposals.models import Answer, AnswerDraft, Proposal
from proposals.refusals import ChangedMeanwhile

Status = AnswerDraft.Status
WORDS = ("disposition", "reason_code", "text", "text_en", "planned_on", "recheck_on")


def _locked(draft: AnswerDraft) -> AnswerDraft:
    related = ("proposal__call", "author")
    return AnswerDraft.objects.select_for_update(of=("self",)).select_related(*related).get(pk=draft.pk)


@transaction.atomic
def save_draft(
    actor: Actor,
    proposal: Proposal,
    *,
    at: datetime,
    version: int | None = None,
    disposition: str = "",
    reason_code: str = "",
    text: str = "",
    text_en: str = "",
    planned_on: date | None = None,
    recheck_on: date | None = None,
) -> AnswerDraft:
    """Keep the answer as a draft; whoever changes it becomes its writer, and an approval is gone.

    With ``version`` (the one the writer saw) a colleague's change meanwhile is refused. Raises what
    `actions.draft_answer` refuses, and ChangedMeanwhile.
    """
    fresh = holding.alone(proposal.pk)
    actions.draft_answer.require(actor, proposal=fresh)
    author = person(actor)
    if author is None:
        raise SignInFirst
    draft = AnswerDraft.objects.filter(proposal=fresh).first() or AnswerDraft(proposal=fresh, version=0)
    if version is not None and draft.pk and draft.version != version:
        raise ChangedMeanwhile
    draft.disposition, draft.reason_code = disposition, reason_code
    draft.text, draft.text_en = nfc(text).strip(), text_en.strip()
    draft.planned_on, draft.recheck_on = planned_on, recheck_on
    draft.author, draft.department_id, draft.changed_at = author, fresh.department_id, at
    draft.status, draft.approved_by, draft.returned_because = Status.DRAFT, None, ""
    draft.version += 1
    draft.save()
    record(actor, "proposals.answer_drafted", fresh, version=draft.version)
    return draft


@transaction.atomic
def ask(actor: Actor, draft: AnswerDraft) -> AnswerDraft:
    """Send a complete draft to a second person. Raises what `actions.ask_for_approval` refuses."""
    fresh = _locked(draft)
    actions.ask_for_approval.require(actor, draft=fresh)
    fresh.status = Status.WAITING
    fresh.save(update_fields=["status"])
    record(actor, "proposals.approval_asked", fresh.proposal, version=fresh.version)
    _work("to_approve", fresh, but=fresh.author_id)
    return fresh


@transaction.atomic
def approve(actor: Actor, draft: AnswerDraft, *, version: int | None = None) -> AnswerDraft:
    """The second person says yes to the version that they read. Raises what `actions.approve_answer` refuses."""
    fresh = _decidable(actor, draft, version)
    fresh.status, fresh.approved_by = Status.APPROVED, person(actor)
    fresh.save(update_fields=["status", "approved_by"])
    record(actor, "proposals.answer_approved", fresh.proposal, version=fresh.version)
    return fresh


@transaction.atomic
def send_back(actor: Actor, draft: AnswerDraft, *, because: str, version: int | None = None) -> AnswerDraft:
    """The second person asks for a change. Raises what `actions.approve_answer` refuses."""
    fresh = _decidable(actor, draft, version)
    fresh.status, fresh.returned_because = Status.RETURNED, nfc(because).strip()[:500]
    fresh.save(update_fields=["status", "returned_because"])
    record(actor, "proposals.answer_returned", fresh.proposal, version=fresh.version)
    _work("answer_returned", fresh, to=fresh.author_id, reason=fresh.returned_because)
    return fresh


def _decidable(actor: Actor, draft: AnswerDraft, version: int | None) -> AnswerDraft:
    fresh = _locked(draft)
    actions.approve_answer.require(actor, draft=fresh)
    if version is not None and version != fresh.version:
        raise ChangedMeanwhile
    return fresh


def _work(name: str, draft: AnswerDraft, **params: object) -> None:
    path = f"{draft.proposal.get_absolute_url()}answer/approve/"
    tell(
        name,
        draft.proposal,
        once=str(draft.version),
        path=path,
        department_id=draft.proposal.department_id,
        **params,
    )


@transaction.atomic
def publish(actor: Actor, draft: AnswerDraft, *, at: datetime) -> Answer:
    """The approved words become the final answer. Raises what `actions.publish_answer` and `actions.answer` refuse.

    The proposal is held before the draft, as everywhere: an answer given by another way was faster or waits.
    """
    proposal = answering.held(draft.proposal)
    fresh = _locked(draft)
    fresh.proposal = proposal
    actions.publish_answer.require(actor, draft=fresh)
    words = Answer(**{name: getattr(fresh, name) for name in WORDS})
    for refusal in actions.waits(proposal):
        raise refusal
    given = answering.publish(fresh.author, proposal, words, at)
    fresh.status = Status.PUBLISHED
    fresh.save(update_fields=["status"])
    record(actor, "proposals.answer_published", proposal, answer=given.pk, version=fresh.version)
    return given


def publish_batch(
    actor: Actor, drafts: Iterable[AnswerDraft], *, at: datetime
) -> tuple[list[Answer], list[tuple[AnswerDraft, Refusal]]]:
    """Publish many, each by itself: one that is refused keeps no other back. Gives the answers, and the refused ones."""
    given: list[Answer] = []
    refused: list[tuple[AnswerDraft, Refusal]] = []
    for draft in drafts:
        try:
            given.append(publish(actor, draft, at=at))
        except Refusal as refusal:
            refused.append((draft, refusal))
    return given, refused
