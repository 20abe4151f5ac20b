"""What time does to proposals: windows for supports run out, answers become due, then overdue.

Safe to run at any hour and any number of times: every row remembers what was told about it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from civic.accounts.actors import System
from civic.audit.domain.recording import record
from civic.common import clock
from civic.common.refusals import StaleState
from proposals.domain import calling, holding, lateness
from proposals.domain.counting import settle
from proposals.domain.telling import tell
from proposals.models import Answer, Proposal
from proposals.states import AFTER_THE_ANSWER, table

BATCH = 200
DUE_SOON = timedelta(days=3)
ACTOR = System("proposals.clocks")
Act = Callable[[Proposal, datetime], bool]


def watch(at: datetime | None = None) -> dict[str, int]:
    """Close what ran out of time and tell those whom a clock concerns; gives how many of each."""
    at = at or clock.now()
    return {
        "closed": _each(Q(state=Proposal.State.OPEN, support_until__lte=at), _close, at),
        "due_soon": _each(
            _waiting(at + DUE_SOON) & Q(due_soon_told_at=None, answer_due_at__gt=at), _say_due_soon, at
        ),
        "overdue": _each(_waiting(at) & Q(overdue_told_at=None), _say_overdue, at),
        "late_steps": lateness.steps(at),
        "late_replies": lateness.replies(at),
        "promised": _remind("planned_on", "promise_due", PROMISED, at),
        "calls": calling.watch(at),
        "rechecked": _remind("recheck_on", "recheck_due", AFTER_THE_ANSWER, at),
    }


PROMISED = (*AFTER_THE_ANSWER, Proposal.State.IMPLEMENTING)


def _remind(date_field: str, notice: str, states: tuple[str, ...], at: datetime) -> int:
    """Tell the department, once for each date, that a date it promised has come."""
    today, told = timezone.localdate(at), 0
    due = Q(**{f"{date_field}__lte": today}, interim=False, proposal__state__in=states)
    fresh = Q(date_told_on__isnull=True) | ~Q(date_told_on=F(date_field))
    while ids := list(Answer.objects.filter(due & fresh).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        told += sum(_remind_one(pk, due & fresh, date_field, notice) for pk in ids)
    return told


def _remind_one(pk: int, concerned: Q, date_field: str, notice: str) -> bool:
    with transaction.atomic():
        answer = Answer.objects.select_for_update(of=("self",)).filter(concerned, pk=pk).first()
        if answer is None:
            return False
        promised = getattr(answer, date_field)
        answer.date_told_on = promised
        answer.save(update_fields=["date_told_on"])
        tell(
            notice,
            answer.proposal,
            once=promised.isoformat(),
            due=promised.isoformat(),
            department_id=answer.department_id,
        )
    return True


def _waiting(until: datetime) -> Q:
    return Q(state=Proposal.State.REVIEW, answer_due_at__lte=until)


def _each(concerned: Q, act: Act, at: datetime) -> int:
    """Do ``act`` to every row concerned, each in its own transaction under its lock, in batches by id."""
    done, after = 0, 0
    while ids := list(
        Proposal.objects.filter(concerned, pk__gt=after).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        done += sum(_one(pk, concerned, act, at) for pk in ids)
        after = ids[-1]
    return done


def _one(pk: int, concerned: Q, act: Act, at: datetime) -> bool:
    with transaction.atomic():
        # Read again under the lock: a support, an answer or another worker may have been faster.
        row = holding.alone_where(pk, concerned)
        if row is None:
            return False
        try:
            return act(row, at)
        except StaleState:
            return False


def _close(proposal: Proposal, at: datetime) -> bool:
    """Not without a look at what was given in time and is not counted yet: it may reach the threshold."""
    proposal = settle(proposal, at=at)
    if proposal.state != Proposal.State.OPEN:
        return False
    moved = table.move(proposal, "close")
    record(ACTOR, "proposals.closed", moved, supports=moved.support_count, needed=moved.threshold, at=at)
    tell("closed", moved, count=moved.support_count, needed=moved.threshold)
    return True


def _say_due_soon(proposal: Proposal, at: datetime) -> bool:
    proposal.due_soon_told_at = at
    proposal.save(update_fields=["due_soon_told_at"])
    once = str(proposal.answer_due_at)  # a merge can bring a nearer date, which is told too
    tell("due_soon", proposal, once=once, due=proposal.answer_due_at, department_id=proposal.department_id,
         path=f"{proposal.get_absolute_url()}answer/")  # fmt: skip
    return True


def _say_overdue(proposal: Proposal, at: datetime) -> bool:
    proposal.overdue_told_at = at
    proposal.save(update_fields=["overdue_told_at"])
    record(ACTOR, "proposals.overdue", proposal, due=proposal.answer_due_at)
    tell("overdue", proposal, due=proposal.answer_due_at, department_id=proposal.department_id,
         path=f"{proposal.get_absolute_url()}answer/")  # fmt: skip
    lateness.tell_waiting(proposal, lateness.ANSWER, proposal.answer_due_at, once="answer")
    return True
