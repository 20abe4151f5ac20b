"""What was promised for a day and has not come: said once to those who owe it and once to those who wait for it."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import System
from civic.audit.domain.recording import record
from proposals.domain.climbing import page_of
from proposals.domain.telling import both, tell
from proposals.models import Proposal, Question, Rung, Step

ACTOR = System("proposals.clocks")
BATCH = 200
SHOWN = Q(proposal__state__in=Proposal.PUBLIC_STATES)
ANSWER, REPLY = _("the answer of the department"), _("the reply of the department")
OWED: dict[str, str | Promise] = {
    Step.Consequence.ANSWER: ANSWER,
    Step.Consequence.DEBATE: _("the decision on a public debate"),
    Step.Consequence.HEAD: _("the answer of the mayor"),
}


def steps(at: datetime) -> int:
    """Decisions on debates and answers of the mayor; gives how many are newly late."""
    due = Rung.objects.filter(SHOWN, settled_at__isnull=True, due_at__lte=at, overdue_told_at__isnull=True)
    return _each(due, _say_step, at)


def replies(at: datetime) -> int:
    """Replies to what a proposer asked once more; gives how many are newly late."""
    public = Q(answer__proposal__state__in=Proposal.PUBLIC_STATES)
    due = Question.objects.filter(
        public, replied_at__isnull=True, due_at__lte=at, overdue_told_at__isnull=True
    )
    return _each(due, _say_reply, at)


def tell_waiting(proposal: Proposal, what: str | Promise, due: datetime | None, *, once: str) -> None:
    """Those who follow hear that a date has passed without what was promised for it: nobody has to find it out."""
    tell("late", proposal, once=once, due=due, **both("what", what))


def _each(due: "QuerySet[Rung] | QuerySet[Question]", say: Callable[..., None], at: datetime) -> int:
    """Each under its own lock, in batches: what is told is written down with it."""
    told = 0
    while ids := list(due.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        for pk in ids:
            with transaction.atomic():
                row: Model | None = due.select_for_update(of=("self",)).filter(pk=pk).first()
                if row is not None:
                    say(row, at)
                    type(row)._default_manager.filter(pk=pk).update(overdue_told_at=at)
                    told += 1
    return told


def _say_step(rung: Rung, at: datetime) -> None:
    proposal, what = rung.proposal, OWED[rung.consequence]
    record(ACTOR, "proposals.overdue", proposal, due=rung.due_at, step=rung.consequence)
    tell(
        "step_overdue", proposal, once=rung.consequence, due=rung.due_at, consequence=rung.consequence,
        path=page_of(rung), **both("what", what),
    )  # fmt: skip
    tell_waiting(proposal, what, rung.due_at, once=rung.consequence)


def _say_reply(asked: Question, at: datetime) -> None:
    proposal = asked.answer.proposal
    record(ACTOR, "proposals.overdue", proposal, due=asked.due_at, step="reply")
    tell(
        "reply_overdue", proposal, due=asked.due_at, department_id=proposal.department_id,
        path=f"{proposal.get_absolute_url()}reply/",
    )  # fmt: skip
    tell_waiting(proposal, REPLY, asked.due_at, once="reply")
