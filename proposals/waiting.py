"""What waits for those who lead debates, publish the mayor's answers and approve: a part of the staff desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from civic.accounts.actors import holds
from civic.common.bilingual import localized
from civic.portal.panels import Context, panel
from proposals.deskwork import departments_of, drafts_for
from proposals.domain.climbing import page_of
from proposals.models import AnswerDraft, Debate, Proposal, Question, Rung, Step
from proposals.states import AFTER_OR_IN_PRACTICE

MOST = 10


@dataclass(frozen=True)
class Task:
    """One thing to do: on which proposal, what, where, and by when."""

    title: str
    what: str | Promise
    href: str
    due: datetime | None = None


@panel("proposals.steps", place="desk", order=12, template="proposals/panels/steps.html")
def steps(request: HttpRequest, at: datetime) -> Context | None:
    """Debates to decide and to conclude, answers of the mayor, answers to approve."""
    tasks = sorted(_tasks(request.user, at), key=lambda task: (task.due is None, task.due or at))
    return {"tasks": tasks[: 2 * MOST]} if tasks else None


def _tasks(user: Any, at: datetime) -> Iterator[Task]:
    if holds(user, "host"):
        yield from _rungs(Step.Consequence.DEBATE, _("Decide whether a public debate is held"))
        yield from _closed_debates(at)
    if holds(user, "publisher"):
        yield from _rungs(Step.Consequence.HEAD, _("Publish the mayor's answer"))
    if holds(user, "officer", "publisher"):
        yield from _approvals(user)
    if holds(user, "officer"):
        yield from _questions(user)


def _rungs(consequence: str, what: str) -> Iterator[Task]:
    waiting = Rung.objects.filter(consequence=consequence, settled_at__isnull=True, due_at__isnull=False)
    public = waiting.filter(proposal__state__in=AFTER_OR_IN_PRACTICE)
    for rung in public.select_related("proposal").order_by("due_at")[:MOST]:
        yield Task(localized(rung.proposal, "title"), what, page_of(rung), rung.due_at)


def _closed_debates(at: datetime) -> Iterator[Task]:
    closed = Debate.objects.filter(proposal__state=Proposal.State.DEBATE, closes_at__lte=at)
    for debate in closed.select_related("proposal").order_by("closes_at")[:MOST]:
        yield _task(debate.proposal, _("Publish the conclusions"), "conclude_debate", debate.closes_at)


def _approvals(user: Any) -> Iterator[Task]:
    waiting = drafts_for(user).filter(status=AnswerDraft.Status.WAITING).exclude(author=user)
    for draft in waiting.order_by("proposal__answer_due_at", "pk")[:MOST]:
        yield _task(draft.proposal, _("Read and approve an answer"), "approve", draft.proposal.answer_due_at)


def _questions(user: Any) -> Iterator[Task]:
    """What proposers have asked once more, and nobody has replied to."""
    asked = Question.objects.filter(
        replied_at__isnull=True, answer__proposal__state__in=Proposal.PUBLIC_STATES
    )
    mine = departments_of(user)
    if mine is not None:
        asked = asked.filter(answer__proposal__department__in=mine)
    for one in asked.select_related("answer__proposal").order_by("due_at")[:MOST]:
        yield _task(one.answer.proposal, _("Reply to the proposer's question"), "reply", one.due_at)


def _task(proposal: Proposal, what: str, page: str, due: datetime | None) -> Task:
    return Task(localized(proposal, "title"), what, reverse(f"proposals:{page}", args=[proposal.number]), due)
