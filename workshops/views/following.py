"""What follows: the closing list, the reports after 30, 90 and 180 days, the take-up rate with everything it counts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from workshops import words
from workshops.after import actions, closing, queries
from workshops.after import minutes as drafts
from workshops.after.figures import Figures, drawn_up, read
from workshops.after.forms import MinutesForm, RemarkForm
from workshops.after.refusals import MinutesChanged
from workshops.domain import following_up, minuting
from workshops.models import FollowUp, Opinion, Workshop
from workshops.views.desk import SECTION as DESK
from workshops.views.desk import require_host
from workshops.views.public import SECTION, workshop_or_404


def _report(request: HttpRequest, workshop: Workshop, days: int) -> FollowUp:
    report = get_object_or_404(FollowUp.objects.visible_to(request.user), workshop=workshop, days=days)
    report.workshop = workshop
    return report


def _shown(request: HttpRequest, figures: Figures) -> dict[str, Any]:
    """The figures with the opinions that they name, read through the viewer: what was hidden since is not shown."""
    named = {key for key, _before, _after in figures.changes} | set(figures.late)
    texts = Opinion.objects.visible_to(request.user).filter(pk__in=named, hidden_at=None)
    known = {one.pk: one for one in texts.select_related("workshop", "department")}
    labels = dict(Opinion.Disposition.choices)
    return {
        "figures": figures,
        "outcome": figures.outcome,
        "changes": [
            {
                "opinion": known[key],
                "before": labels[Opinion.Disposition(before)],
                "after": labels[Opinion.Disposition(after)],
                "kind": words.DISPOSITION_KINDS[after],
            }
            for key, before, after in figures.changes
            if key in known
        ],
        "late": [known[key] for key in figures.late if key in known],
    }


@login_required
@require_safe
def closing_list(request: HttpRequest, code: str) -> HttpResponse:
    """What is still to do after a workshop, and by when."""
    require_host(request)
    workshop = workshop_or_404(request, code)
    tasks = closing.tasks(workshop, now())
    context = {"workshop": workshop, "tasks": tasks, "done": all(one["done"] for one in tasks)}
    return render(request, "workshops/desk/closing.html", {**DESK, **context})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, code: str, days: int) -> HttpResponse:
    """The report as the record draws it up today, what the host adds, and publishing it."""
    require_host(request)
    workshop = workshop_or_404(request, code)
    report = _report(request, workshop, days)
    if report.published_at is not None and request.method != "POST":
        return redirect("workshops:follow-up", code=code, days=days)
    at = now()
    form = RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        following_up.publish_follow_up(request.user, report, at=at, **form.cleaned_data)
        messages.success(request, _("Published. Everybody who was registered is told."))
        return redirect("workshops:follow-up", code=code, days=days)
    context = {
        "workshop": workshop,
        "report": report,
        "form": form,
        "no": actions.publish_follow_up.refusal(request.user, report=report, at=at),
        **_shown(request, drawn_up(report, at)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/follow_up.html", {**DESK, **context}, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes, begun from the record and the agenda."""
    require_host(request)
    workshop = workshop_or_404(request, code)
    actions.write_minutes.require(request.user, workshop=workshop)
    found = drafts.minutes_of(workshop)
    initial = {"text": found.text, "text_en": found.text_en} if found else {"text": drafts.draft(workshop)}
    form = MinutesForm(request.POST or None, initial={**initial, "seen": minuting.version_of(found)})
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            minuting.write_minutes(request.user, workshop, at=now(), **form.cleaned_data)
        except MinutesChanged as no:
            theirs = drafts.minutes_of(workshop)
            sent = request.POST.copy()
            sent["seen"] = minuting.version_of(
                theirs
            )  # what is sent next was written with their text at hand
            form = MinutesForm(sent)
            form.add_error("text", f"{no} {no.way_forward}")
        else:
            messages.success(request, _("The minutes are saved."))
            return redirect("workshops:closing", code=code)
    context = {**DESK, "workshop": workshop, "minutes": found, "form": form, "theirs": theirs}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/minutes.html", context, status=status)


@require_safe
@for_visitors
def follow_up(request: HttpRequest, code: str, days: int) -> HttpResponse:
    """A report after 30, 90 or 180 days: as it was published, or when it is due."""
    workshop = workshop_or_404(request, code)
    if not workshop.has_record:
        raise Http404
    report = _report(request, workshop, days)
    context: dict[str, Any] = {
        "workshop": workshop,
        "report": report,
        "overdue": report.is_overdue(now()),
    }
    if report.published_at is not None:
        context |= _shown(request, read(report.figures))
    return render(request, "workshops/after/follow_up.html", {**SECTION, **context})


@require_safe
@for_visitors
def outcomes(request: HttpRequest) -> HttpResponse:
    """What became of what was said in twelve months: the take-up rate with its denominator, department by department,
    and what is late: days that answers named, and reports."""
    at = now()
    outcome, shares = queries.by_department(at)
    owed = queries.owed_reports(request.user, at)
    context = {
        "outcome": outcome,
        "shares": shares,
        "page": keyset(owed, order=("due_at", "id"), cursor=request.GET.get("after"), size=30),
        "late": keyset(
            queries.late_promises(request.user, at), order=("id",), cursor=request.GET.get("late"), size=30
        ),
    }
    return render(request, "workshops/after/outcomes.html", {**SECTION, **context})
