"""After the answer: a promised date is moved, the answer is rated, and the proposer asks once more."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.common.korean import nfc
from civic.common.periods import due_after
from civic.common.refusals import SignInFirst
from proposals import actions
from proposals.domain import holding
from proposals.domain.telling import tell
from proposals.models import Answer, Proposal, Question, Rating, Slip
from proposals.refusals import AlreadyAsked, AlreadyRated, NoPromise, NothingAsked

REPLY_DAYS = 14


def final_of(proposal: Proposal) -> Answer | None:
    """The final answer, if there is one."""
    return Answer.objects.filter(proposal=proposal, interim=False).select_related("proposal").first()


@transaction.atomic
def move_date(actor: Actor, proposal: Proposal, *, new_on: date, reason: str, at: datetime) -> Slip:
    """Move the promised date (of an adoption, or of a second look) with a public reason; the old date stays readable.

    Raises what `actions.move_date` refuses.
    """
    fresh = holding.alone(proposal.pk)
    answer = final_of(fresh)
    today = timezone.localdate(at)
    actions.move_date.require(actor, proposal=fresh, answer=answer, new_on=new_on, reason=reason, today=today)
    if answer is None or answer.promised_on is None:  # the action has said so already
        raise NoPromise
    which = "planned_on" if answer.planned_on is not None else "recheck_on"
    slip = Slip.objects.create(
        answer=answer,
        old_on=answer.promised_on,
        new_on=new_on,
        reason=nfc(reason).strip()[:300],
        by=person(actor),
        at=at,
    )
    setattr(answer, which, new_on)
    answer.save(update_fields=[which])
    record(actor, "proposals.date_moved", fresh, old=slip.old_on, new=new_on, reason=slip.reason)
    tell(
        "date_moved",
        fresh,
        once=str(slip.pk),
        old=slip.old_on.isoformat(),
        new=new_on.isoformat(),
        reason=slip.reason,
    )
    return slip


@transaction.atomic
def rate(actor: Actor, answer: Answer, *, value: int, at: datetime) -> Rating:
    """Rate a final answer, 1 to 5, once. Raises what `actions.rate_answer` refuses."""
    actions.rate_answer.require(actor, answer=answer)
    user = person(actor)
    if user is None:  # the action has said so already
        raise SignInFirst
    with refusing({"rating_once_by_a_person": AlreadyRated}):
        given = Rating.objects.create(answer=answer, user=user, value=value, at=at)
    record(actor, "proposals.answer_rated", answer.proposal)
    return given


@transaction.atomic
def ask_once_more(actor: Actor, answer: Answer, *, text: str, at: datetime) -> Question:
    """The proposer asks once more; the department has two weeks. Raises what `actions.ask_once_more` refuses."""
    actions.ask_once_more.require(actor, answer=answer, text=text, at=at)
    due = due_after(at, REPLY_DAYS)
    with refusing({"proposals_question_answer_id_key": AlreadyAsked}):
        asked = Question.objects.create(
            answer=answer, user=person(actor), text=nfc(text).strip()[:1000], at=at, due_at=due
        )
    proposal = answer.proposal
    record(actor, "proposals.asked_once_more", proposal)
    tell(
        "asked",
        proposal,
        due=due,
        department_id=answer.department_id,
        path=f"{proposal.get_absolute_url()}reply/",
    )
    return asked


@transaction.atomic
def reply(actor: Actor, proposal: Proposal, *, text: str, at: datetime) -> Question:
    """The department replies, once; the followers are told. Raises what `actions.reply` refuses."""
    fresh = holding.alone(proposal.pk)
    asked = Question.objects.filter(answer__proposal=fresh).first()
    actions.reply.require(actor, proposal=fresh, question=asked, text=text)
    if asked is None:  # the action has said so already
        raise NothingAsked
    asked.reply, asked.reply_by, asked.replied_at = nfc(text).strip(), person(actor), at
    asked.save(update_fields=["reply", "reply_by", "replied_at"])
    record(actor, "proposals.replied", fresh)
    tell("replied", fresh)
    return asked
