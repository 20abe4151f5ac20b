"""The moderators' queue."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civic.common.clock import now
from civic.moderation import actions, queries
from civic.moderation.domain import deciding
from civic.moderation.forms import DecisionForm
from civic.moderation.models import Block, Decision
from civic.moderation.subjects import found, registry
from civic.moderation.views.public import look_up

MOST_SHOWN = 50


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Appeals and reported texts, the longest waiting first. What is decided leaves the queue, so it needs no pages."""
    actions.see_queue.require(request.user)
    appeals = list(queries.open_appeals()[:MOST_SHOWN])
    reports = list(queries.waiting()[:MOST_SHOWN])
    rows = found([*(one.decision.subject for one in appeals), *(str(one["subject"]) for one in reports)])
    lines = [_line(one.decision.subject, rows, since=one.created_at, appeal=True) for one in appeals]
    lines += [_line(str(one["subject"]), rows, since=one["since"], reports=one["reports"]) for one in reports]
    context = {"lines": [line for line in lines if line], "section": "desk"}
    return render(request, "moderation/queue.html", context)


def _line(
    subject: str, rows: dict[str, Any], *, since: Any, appeal: bool = False, reports: Any = 0
) -> dict[str, Any] | None:
    row = rows.get(subject)
    if row is None:
        return None
    how = registry[subject.partition(":")[0]]
    moment: datetime = since
    return {
        "subject": subject, "noun": how.noun, "title": how.title(row), "hidden": how.is_hidden(row),
        "since": moment, "appeal": appeal, "reports": reports,
    }  # fmt: skip


def _blocks(decision: Decision | None) -> bool:
    """Does the decision keep its author from writing at this moment?"""
    block: Block | None = getattr(decision, "block", None)
    return block is not None and block.lifted_at is None and block.until > now()


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, subject: str) -> HttpResponse:
    """One text with what is said against it, earlier decisions, and the form."""
    actions.see_queue.require(request.user)
    how, row = look_up(subject)
    hidden = how.is_hidden(row)
    against = queries.held_against(subject)
    appeal = queries.open_appeals().filter(decision=against).first() if against else None
    form = DecisionForm(
        request.POST if request.method == "POST" else None, hidden=hidden, appealed=appeal is not None,
        warned=against is not None and not hidden, blocked=_blocks(against),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        deciding.decide(request.user, row, **data)
        messages.success(
            request, _("Your decision is published in the moderation log, and the author is told.")
        )
        return redirect("moderation:queue")
    context = {
        "subject": subject, "noun": how.noun, "text": how.text(row), "path": how.path(row), "hidden": hidden, "form": form,
        "reports": queries.open_reports(subject)[:MOST_SHOWN], "appeal": appeal, "section": "desk",
        "earlier": Decision.objects.filter(subject=subject).order_by("-id")[:MOST_SHOWN],
        "no": actions.decide.refusal(
            request.user, author=how.author(row), appealed=against if appeal else None, together=how.together(row)
        ),
    }  # fmt: skip
    return render(request, "moderation/decide.html", context, status=422 if form.errors else 200)
