"""The department answers: an interim word, then one final answer. Both are public at once."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from proposals import actions
from proposals.domain import holding
from proposals.domain.climbing import start_clocks
from proposals.domain.routing import department_for
from proposals.domain.telling import both, tell
from proposals.models import Answer, Proposal
from proposals.refusals import AlreadyAnswered, NotUnderReview
from proposals.states import table


def held(proposal: Proposal) -> Proposal:
    """The proposal as it is now, held to the end of the transaction, with what an answer needs."""
    return holding.alone(proposal.pk, "department", "call")


def _give(actor: Actor, proposal: Proposal, draft: Answer, at: datetime) -> Answer:
    """Store an answer in the name of the department that has the proposal (or takes what nobody has)."""
    department = department_for(proposal)
    if department is None:
        raise NotUnderReview
    draft.proposal, draft.department, draft.author, draft.at = proposal, department, person(actor), at
    draft.text, draft.text_en = nfc(draft.text).strip(), draft.text_en.strip()
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        raise AlreadyAnswered from None
    return draft


@transaction.atomic
def answer_interim(actor: Actor, proposal: Proposal, *, text: str, at: datetime, text_en: str = "") -> Answer:
    """Say where the matter stands; the due date stays. Raises what `actions.answer_interim` refuses."""
    fresh = held(proposal)
    actions.answer_interim.require(actor, proposal=fresh, text=text)
    given = _give(actor, fresh, Answer(interim=True, text=text, text_en=text_en), at)
    fresh.interim_answered_at = proposal.interim_answered_at = at
    fresh.save(update_fields=["interim_answered_at"])
    record(actor, "proposals.answered_interim", fresh, answer=given.pk)
    tell("answered_interim", fresh, once=str(given.pk), due=fresh.answer_due_at, **_named(given))
    return given


@transaction.atomic
def answer(
    actor: Actor,
    proposal: Proposal,
    *,
    disposition: str,
    text: str,
    at: datetime,
    text_en: str = "",
    reason_code: str = "",
    planned_on: date | None = None,
    recheck_on: date | None = None,
) -> Answer:
    """The final answer, public at once; followers are told. Raises what `actions.answer` refuses.

    What a disposition does not need is not stored: no planned date with a refusal.
    """
    fresh = held(proposal)
    draft = Answer(
        disposition=disposition,
        text=text,
        text_en=text_en,
        reason_code=reason_code,
        planned_on=planned_on,
        recheck_on=recheck_on,
    )
    actions.answer.require(actor, proposal=fresh, draft=draft)
    given = publish(actor, fresh, draft, at)
    proposal.state = fresh.state
    return given


def publish(actor: Actor, fresh: Proposal, draft: Answer, at: datetime) -> Answer:
    """Store a final answer that the rules have let through; the caller holds the proposal alone."""
    _leave_out_the_rest(draft)
    given = _give(actor, fresh, draft, at)
    moved = table.move(fresh, "answer", department=given.department)
    start_clocks(moved, at=at)
    record(actor, "proposals.answered", moved, answer=given.pk, disposition=draft.disposition)
    tell("answered", moved, **_named(given), **both("decision", Answer.Disposition(draft.disposition).label))
    return given


def _named(answer: Answer) -> dict[str, str]:
    return {"department": answer.department.name, "department_en": answer.department.name_en}


def _leave_out_the_rest(draft: Answer) -> None:
    kinds = Answer.Disposition
    if draft.disposition not in (kinds.ADOPTED, kinds.PARTLY):
        draft.planned_on = None
    if draft.disposition != kinds.LONG_TERM:
        draft.recheck_on = None
    if draft.disposition != kinds.NOT_POSSIBLE:
        draft.reason_code = ""
