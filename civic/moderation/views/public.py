"""Reporting a text, the public log of decisions, and asking for a second look."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civic.common.clock import now
from civic.common.paging import keyset
from civic.moderation import actions, queries
from civic.moderation.domain import reporting
from civic.moderation.forms import AppealForm, ReportForm
from civic.moderation.subjects import Moderated, found, registry, split


def look_up(subject: str) -> tuple[Moderated[Any], Model]:
    """How to treat "app.model:key", and its row; raises Http404."""
    known = split(subject)
    row = found([subject]).get(subject) if known is not None else None
    if known is None or row is None:
        raise Http404
    return known[0], row


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, subject: str) -> HttpResponse:
    """Say that a text breaks a rule."""
    how, row = look_up(subject)
    if not how.may_be_seen(row, request.user):
        raise Http404
    no = actions.report.refusal(request.user, subject=subject)
    if no is not None and (request.method == "POST" or no.status == 401):
        raise no
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reporting.report(request.user, row, rule=form.cleaned_data["rule"], text=form.cleaned_data["text"])
        messages.success(
            request,
            _("Thank you. A moderator looks at it within two working days; the decision is published."),
        )
        return redirect(how.path(row))
    context = {"form": form, "no": no, "noun": how.noun, "text": how.text(row), "path": how.path(row)}
    return render(request, "moderation/report.html", context, status=422 if form.errors else 200)


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Every decision with its rule and reason; neither the author nor the moderator is named."""
    page = keyset(queries.log(), order=["-id"], cursor=request.GET.get("after"))
    rows = found(decision.subject for decision in page)
    lines = [
        {
            "decision": decision,
            "noun": registry[label].noun if (label := decision.subject.partition(":")[0]) in registry else "",
            "number": registry[label].number(row) if (row := rows.get(decision.subject)) is not None else "",
            "path": registry[label].path(row)
            if row is not None and not registry[label].is_hidden(row)
            else "",
        }
        for decision in page
    ]
    days = queries.days_to_decide(now() - timedelta(days=90))
    return render(request, "moderation/log.html", {"page": page, "lines": lines, "days": days})


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, subject: str) -> HttpResponse:
    """The author of a text that was hidden, or for which they were warned or blocked, asks for a second look."""
    how, row = look_up(subject)
    decision = queries.held_against(subject)
    if decision is None:
        raise Http404
    no = actions.appeal.refusal(
        request.user, author=how.author(row), decision=decision, together=how.together(row)
    )
    if no is not None and (request.method == "POST" or no.status in (401, 403)):
        raise no
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reporting.appeal(request.user, row, decision, text=form.cleaned_data["text"])
        messages.success(
            request, _("Another moderator looks at it within five working days, and you are told.")
        )
        return redirect("moderation:log")
    context = {"form": form, "no": no, "text": how.text(row), "decision": decision}
    return render(request, "moderation/appeal.html", context, status=422 if form.errors else 200)
