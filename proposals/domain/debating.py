"""A public debate: decided on, opened with dates, counted by person, closed with conclusions; and the mayor's answer."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.comments.domain.threads import follow
from civic.common.constraints import refusing
from civic.common.korean import nfc
from civic.common.refusals import SignInFirst, StaleState
from proposals import actions
from proposals.domain import holding
from proposals.domain.climbing import reach, settle, start_clocks
from proposals.domain.telling import tell
from proposals.models import Debate, HeadAnswer, Proposal, Step, Voice
from proposals.refusals import HeadAnswered
from proposals.states import table


@transaction.atomic
def open_debate(
    actor: Actor,
    proposal: Proposal,
    *,
    question: str,
    reason: str,
    opens_at: datetime,
    closes_at: datetime,
    at: datetime,
    question_en: str = "",
) -> Debate:
    """Open a debate between two moments; followers are told. Raises what `actions.open_debate` refuses."""
    fresh = holding.alone(proposal.pk)
    debate = Debate(
        proposal=fresh,
        question=nfc(question).strip()[:200],
        question_en=question_en.strip()[:200],
        reason=nfc(reason).strip()[:300],
        opens_at=opens_at,
        closes_at=closes_at,
        opened_by=person(actor),
    )
    actions.open_debate.require(actor, proposal=fresh, draft=debate, at=at)
    with refusing({"proposals_debate_proposal_id_key": StaleState}):
        debate.save()
    moved = table.move(fresh, "open_debate")
    proposal.state = moved.state
    settle(moved, Step.Consequence.DEBATE, at=at)
    record(actor, "proposals.debate_opened", moved, reason=reason, opens=opens_at, closes=closes_at)
    tell("debate_opened", moved, question=debate.question, question_en=debate.question_en, until=closes_at)
    return debate


@transaction.atomic
def decline_debate(actor: Actor, proposal: Proposal, *, reason: str, at: datetime) -> None:
    """No debate is held, for a public reason. Raises what `actions.decline_debate` refuses."""
    fresh = holding.alone(proposal.pk)
    actions.decline_debate.require(actor, proposal=fresh, reason=reason)
    settle(fresh, Step.Consequence.DEBATE, at=at, outcome=nfc(reason).strip()[:500])
    record(actor, "proposals.debate_declined", fresh, reason=reason)
    tell("debate_declined", fresh, reason=nfc(reason).strip()[:300])


@transaction.atomic
def take_part(actor: Actor, debate: Debate, *, stance: str, at: datetime) -> Voice:
    """Take a position, or change one's own; each person counts once. Raises what `actions.take_part` refuses.

    The debate's row is locked: its counters and its end cannot be overtaken. The person who makes a participants' step
    full starts the mayor's clock.
    """
    locked = Debate.objects.select_for_update(of=("self",)).select_related("proposal__call").get(pk=debate.pk)
    actions.take_part.require(actor, debate=locked, at=at)
    user = person(actor)
    if user is None:  # the action has said so already
        raise SignInFirst
    before = Voice.objects.filter(debate=locked, user=user).first()
    voice, _created = Voice.objects.update_or_create(
        debate=locked, user=user, defaults={"stance": Voice.Stance(stance).value, "at": at}
    )
    _count(locked, before.stance if before else "", voice.stance)
    if locked.proposal.thread is not None:
        follow(user, locked.proposal.thread)
    record(actor, "proposals.took_part", locked.proposal)
    _full(locked, at)
    debate.pro_count, debate.con_count = locked.pro_count, locked.con_count
    return voice


def _count(debate: Debate, before: str, now: str) -> None:
    """Move the counters by one person's change."""
    moves = {f"{stance}_count": (now == stance) - (before == stance) for stance in Voice.Stance.values}
    Debate.objects.filter(pk=debate.pk).update(**{name: F(name) + by for name, by in moves.items() if by})
    debate.refresh_from_db(fields=["pro_count", "con_count"])


def _full(debate: Debate, at: datetime) -> None:
    steps = debate.proposal.call.ladder.steps.filter(
        counts=Step.Counts.PARTICIPANTS, count__lte=debate.participants
    )
    there = debate.proposal.rungs.values("consequence")
    for step in steps.exclude(
        consequence__in=there
    ):  # the proposal is held once, not by everybody who comes later
        reach(holding.alone(debate.proposal.pk), step, at=at)


@transaction.atomic
def conclude_debate(
    actor: Actor, debate: Debate, *, conclusions: str, at: datetime, conclusions_en: str = ""
) -> Proposal:
    """Publish the conclusions of a debate that has closed. Raises what `actions.conclude_debate` refuses."""
    locked = Debate.objects.select_for_update(of=("self",)).select_related("proposal").get(pk=debate.pk)
    locked.proposal = proposal = holding.alone(locked.proposal.pk)
    actions.conclude_debate.require(actor, debate=locked, conclusions=conclusions, at=at)
    locked.conclusions, locked.conclusions_en = nfc(conclusions).strip(), conclusions_en.strip()
    locked.concluded_at = at
    locked.save(update_fields=["conclusions", "conclusions_en", "concluded_at"])
    moved = table.move(proposal, "conclude_debate")
    start_clocks(moved, at=at)
    record(actor, "proposals.debate_concluded", moved, pro=locked.pro_count, con=locked.con_count)
    tell("debate_concluded", moved, pro=locked.pro_count, con=locked.con_count)
    return moved


@transaction.atomic
def answer_as_head(
    actor: Actor,
    proposal: Proposal,
    *,
    text: str,
    at: datetime,
    text_en: str = "",
    planned_on: date | None = None,
) -> HeadAnswer:
    """The mayor's answer, once, public at once; work that has begun goes on. Raises what `actions.answer_as_head` refuses."""
    fresh = holding.alone(proposal.pk)
    actions.answer_as_head.require(actor, proposal=fresh, text=text)
    with refusing({"proposals_headanswer_proposal_id_key": HeadAnswered}):
        given = HeadAnswer.objects.create(
            proposal=fresh,
            text=nfc(text).strip(),
            text_en=text_en.strip(),
            planned_on=planned_on,
            by=person(actor),
            at=at,
        )
    moved = table.move(fresh, "answer_as_head") if table.allows("answer_as_head", fresh.state) else fresh
    proposal.state = moved.state
    settle(moved, Step.Consequence.HEAD, at=at)
    record(actor, "proposals.answered_by_head", moved, answer=given.pk)
    tell("head_answered", moved)
    return given
