"""The steps above the first: each rung that a proposal reaches is written down once, and leads to something by a date.

The department's answer comes first. Until it is public a rung has no due date; from then on its own days run.
"""

from datetime import datetime

from civic.accounts.actors import System
from civic.audit.domain.recording import record
from civic.common.periods import days_after, due_after
from proposals.domain.telling import both, tell
from proposals.models import Debate, HeadAnswer, Proposal, Rung, Step
from proposals.states import AFTER_THE_ANSWER

CLOCK = System("proposals.ladder")
WORK = {Step.Consequence.DEBATE: "debate_to_decide", Step.Consequence.HEAD: "head_to_answer"}


def aim_higher(proposal: Proposal, above: int) -> None:
    """Set the next count of supports that leads to something, and keep the window open as long as its step says."""
    step = (
        proposal.call.ladder.steps.filter(counts=Step.Counts.SUPPORTS, count__gt=above)
        .order_by("count")
        .first()
    )
    changes: dict[str, object] = {"next_threshold": step.count if step else None}
    if step is not None and proposal.submitted_at is not None and proposal.support_until is not None:
        until = days_after(proposal.submitted_at, step.window_days)
        changes["support_until"] = max(proposal.support_until, until)
    for name, value in changes.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(changes))


def climb(proposal: Proposal, *, at: datetime) -> None:
    """Write down every rung that the supports have reached. The caller holds the proposal's row."""
    while proposal.next_threshold is not None and proposal.support_count >= proposal.next_threshold:
        reached = proposal.next_threshold
        step = proposal.call.ladder.steps.filter(counts=Step.Counts.SUPPORTS, count=reached).first()
        if step is not None:
            reach(proposal, step, at=at)
        aim_higher(proposal, reached)


def reach(proposal: Proposal, step: Step, *, at: datetime) -> Rung | None:
    """Write down one rung, once; None when it was there, or when what it leads to has come already (a debate that was
    held below its step, for one): then nobody owes it. The caller holds the proposal's row.
    """
    come = _has_come(proposal, step.consequence)
    rung, created = Rung.objects.get_or_create(
        proposal=proposal,
        consequence=step.consequence,
        defaults={
            "count": step.count,
            "answer_days": step.answer_days,
            "reached_at": at,
            "settled_at": at if come else None,
        },
    )
    if not created or come:
        return None
    record(CLOCK, "proposals.rung_reached", proposal, consequence=step.consequence, count=step.count)
    tell(
        "rung_reached", proposal, once=step.consequence, count=step.count,
        **both("consequence", Step.Consequence(step.consequence).label),
    )  # fmt: skip
    if proposal.state in AFTER_THE_ANSWER:
        start_clocks(proposal, at=at)
    return rung


def _has_come(proposal: Proposal, consequence: str) -> bool:
    if consequence == Step.Consequence.DEBATE:
        return Debate.objects.filter(proposal=proposal).exists()
    return consequence == Step.Consequence.HEAD and HeadAnswer.objects.filter(proposal=proposal).exists()


def start_clocks(proposal: Proposal, *, at: datetime) -> None:
    """The department has answered (or the debate is over): what waits above has its days from now."""
    for rung in proposal.rungs.filter(due_at__isnull=True, settled_at__isnull=True):
        rung.due_at = due_after(at, rung.answer_days)
        rung.save(update_fields=["due_at"])
        work = WORK.get(Step.Consequence(rung.consequence))
        if work is not None:
            tell(work, proposal, due=rung.due_at, path=page_of(rung))


def page_of(rung: Rung) -> str:
    """Where what the rung leads to is done. No debate can be opened on what has moved on; then it is declined."""
    base = rung.proposal.get_absolute_url()
    if rung.consequence == Step.Consequence.HEAD:
        return f"{base}head-answer/"
    may_open = rung.proposal.state == Proposal.State.ANSWERED
    return f"{base}debate/{'open' if may_open else 'decline'}/"


def settle(proposal: Proposal, consequence: str, *, at: datetime, outcome: str = "") -> int:
    """What the rung led to has come; gives how many rungs waited for it (0 or 1)."""
    return Rung.objects.filter(proposal=proposal, consequence=consequence, settled_at__isnull=True).update(
        settled_at=at, outcome=outcome
    )
