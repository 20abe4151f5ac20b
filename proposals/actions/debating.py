"""The higher steps of the ladder: a public debate, and the mayor's answer."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, System, holds
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from proposals.actions.common import State, not_own, signed_in
from proposals.models import Debate, HeadAnswer, Proposal, Step
from proposals.refusals import (
    AnswerIncomplete,
    DebateClosed,
    DebateDates,
    DebateGoesOn,
    HeadAnswered,
    NeedsAReason,
    NoDebateDue,
    NotAnsweredYet,
)
from proposals.states import AFTER_OR_IN_PRACTICE


def _leads_debates(actor: Actor) -> Iterator[Refusal]:
    yield from signed_in(actor)
    if not holds(actor, "host"):
        yield NotAllowed()


@action("proposals.decide_on_debate", label=_("Decide whether a public debate is held"))
def decide_on_debate(actor: Actor, *, proposal: Proposal) -> Iterator[Refusal]:
    """Hosts, after the department's answer: it speaks first, so that the debate has something to talk about.

    Below the step of the ladder a timely proposal can be debated too (as Seoul's agenda selection group could).
    """
    yield from _leads_debates(actor)
    if proposal.state != State.ANSWERED:
        yield NotAnsweredYet()


@action("proposals.open_debate", label=_("Open a public debate"))
def open_debate(actor: Actor, *, proposal: Proposal, draft: Debate, at: datetime) -> Iterator[Refusal]:
    """With a question, a reason, and dates that lie ahead."""
    yield from decide_on_debate.rule(actor, proposal=proposal)
    if not draft.question.strip() or not draft.reason.strip():
        yield NeedsAReason()
    if not at <= draft.opens_at < draft.closes_at:
        yield DebateDates()


@action("proposals.decline_debate", label=_("Decide that no debate is held"))
def decline_debate(actor: Actor, *, proposal: Proposal, reason: str) -> Iterator[Refusal]:
    """Only where the ladder has asked for the decision, and with a public reason; also when the matter has moved on since:
    what was promised is not dropped in silence."""
    yield from _leads_debates(actor)
    if proposal.state not in AFTER_OR_IN_PRACTICE:
        yield NotAnsweredYet()
    if not proposal.rungs.filter(consequence=Step.Consequence.DEBATE, settled_at__isnull=True).exists():
        yield NoDebateDue()
    if not reason.strip():
        yield NeedsAReason()


@action("proposals.take_part", label=_("Take part in a public debate"))
def take_part(actor: Actor, *, debate: Debate, at: datetime) -> Iterator[Refusal]:
    """Whoever is signed in takes one position while the debate is open, and may change it.

    The dates come first: nobody should sign in only to hear that it is over.
    """
    if debate.proposal.state != State.DEBATE or not debate.is_open(at):
        yield DebateClosed()
    yield from signed_in(actor)
    if isinstance(actor, System):
        yield NotAllowed()  # a position is a person's


@action("proposals.conclude_debate", label=_("Publish the conclusions of a debate"))
def conclude_debate(actor: Actor, *, debate: Debate, conclusions: str, at: datetime) -> Iterator[Refusal]:
    """Hosts, once the debate has closed by the clock; it ends with published conclusions."""
    yield from _leads_debates(actor)
    if debate.proposal.state != State.DEBATE:
        yield DebateClosed()
    if at < debate.closes_at:
        yield DebateGoesOn()
    if not conclusions.strip():
        yield AnswerIncomplete(missing=_("the text"))


@action("proposals.answer_as_head", label=_("Publish the mayor's answer"))
def answer_as_head(actor: Actor, *, proposal: Proposal, text: str) -> Iterator[Refusal]:
    """The second officer publishes it, once, after the department has answered and no debate is running; it is still owed
    when the department has begun the work."""
    yield from signed_in(actor)
    if not holds(actor, "publisher"):
        yield NotAllowed()
    yield from not_own(actor, proposal)
    if proposal.state == State.HEAD_ANSWERED or HeadAnswer.objects.filter(proposal=proposal).exists():
        yield HeadAnswered()
    if proposal.state not in AFTER_OR_IN_PRACTICE:
        yield NotAnsweredYet()
    if not text.strip():
        yield AnswerIncomplete(missing=_("the text"))
