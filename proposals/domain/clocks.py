"""What time does to proposals: windows for supports run out, answers become due, then overdue.

Safe to run at any hour and any number of times: every row remembers what was told about it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from civic.accounts.actors import System
from civic.audit.domain.recording import record
from civic.common import clock
from civic.common.refusals import StaleState
from proposals.domain.telling import tell
from proposals.models import Proposal
from proposals.states import table

BATCH = 200
DUE_SOON = timedelta(days=3)
ACTOR = System("proposals.clocks")
Act = Callable[[Proposal, datetime], None]


def watch(at: datetime | None = None) -> dict[str, int]:
    """Close what ran out of time and tell those whom a clock concerns; gives how many of each."""
    at = at or clock.now()
    return {
        "closed": _each(Q(state=Proposal.State.OPEN, support_until__lte=at), _close, at),
        "due_soon": _each(
            _waiting(at + DUE_SOON) & Q(due_soon_told_at=None, answer_due_at__gt=at), _say_due_soon, at
        ),
        "overdue": _each(_waiting(at) & Q(overdue_told_at=None), _say_overdue, at),
    }


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
        row = (
            Proposal.objects.select_for_update(of=("self",), skip_locked=True)
            .filter(concerned, pk=pk)
            .first()
        )
        if row is None:
            return False
        try:
            act(row, at)
        except StaleState:
            return False
    return True


def _close(proposal: Proposal, at: datetime) -> None:
    moved = table.move(proposal, "close")
    record(ACTOR, "proposals.closed", moved, supports=moved.support_count, needed=moved.threshold, at=at)
    tell("closed", moved, count=moved.support_count, needed=moved.threshold)


def _say_due_soon(proposal: Proposal, at: datetime) -> None:
    proposal.due_soon_told_at = at
    proposal.save(update_fields=["due_soon_told_at"])
    tell("due_soon", proposal, due=proposal.answer_due_at, department_id=proposal.department_id,
         path=f"{proposal.get_absolute_url()}answer/")  # fmt: skip


def _say_overdue(proposal: Proposal, at: datetime) -> None:
    proposal.overdue_told_at = at
    proposal.save(update_fields=["overdue_told_at"])
    record(ACTOR, "proposals.overdue", proposal, due=proposal.answer_due_at)
    tell("overdue", proposal, due=proposal.answer_due_at, department_id=proposal.department_id,
         path=f"{proposal.get_absolute_url()}answer/")  # fmt: skip
