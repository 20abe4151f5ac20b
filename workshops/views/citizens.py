"""Citizens plan a workshop: the open themes, the application, its answer, and the text of the workshop that comes of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed, Refusal
from civic.common.visitors import for_visitors
from workshops import words
from workshops.before import actions, queries
from workshops.before.forms import AnswerApplicationForm, ApplicationForm, TextForm
from workshops.before.refusals import DayIsOver
from workshops.domain import agenda, applying
from workshops.models import CitizenPlan
from workshops.views.desk import SECTION as DESK
from workshops.views.public import SECTION, workshop_or_404


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """How citizens plan a workshop, which themes are open, and how earlier applications were answered."""
    at = now()
    answered = queries.answered_applications()
    page = keyset(answered, order=("-answered_at", "-id"), cursor=request.GET.get("after"), size=20)
    for one in page:
        one.kind = words.APPLICATION_KINDS[CitizenPlan.State(one.state)]  # type: ignore[attr-defined]  # for the page
    context = {
        "themes": list(queries.open_themes().select_related("department")[:20]),
        "kept": queries.applications_kept(at),
        "page": page,
        "days": applying.ANSWER_DAYS,
        "earliest": applying.EARLIEST_DAYS,
    }
    return render(request, "workshops/citizens.html", {**SECTION, **context})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """The application."""
    theme = queries.open_themes().filter(code=request.GET.get("theme", "")).first()
    form = ApplicationForm(request.POST or None, initial={"series": theme})
    if request.method == "POST" and form.is_valid():
        wish = dict(form.cleaned_data)
        try:
            sent = applying.apply(request.user, wish.pop("series"), at=now(), **wish)
        except Refusal as no:
            form.add_error("wished_at", f"{no} {no.way_forward}")
        else:
            return redirect("workshops:application", code=sent.code)
    context = {"form": form, "open": queries.open_themes().exists(), "days": applying.ANSWER_DAYS}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/apply.html", {**SECTION, **context}, status=status)


def _application(request: HttpRequest, code: str) -> CitizenPlan:
    found = CitizenPlan.objects.visible_to(request.user).select_related(
        "series__department", "area", "workshop"
    )
    return get_object_or_404(found, code=code)


@login_required
@never_cache
@require_safe
def application(request: HttpRequest, code: str) -> HttpResponse:
    """The own application: where it stands, by when it is answered, and what comes next."""
    shown = _application(request, code)
    context = {
        "application": shown,
        "late": shown.is_late(now()),
        "kind": words.APPLICATION_KINDS[CitizenPlan.State(shown.state)],
        "may_withdraw": actions.withdraw_application.allows(request.user, application=shown),
        "may_answer": actions.answer_application.allows(request.user, application=shown),
        "may_shape": shown.workshop is not None
        and actions.shape.allows(request.user, workshop=shown.workshop),
    }
    return render(request, "workshops/application.html", {**SECTION, **context})


@login_required
@require_POST
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the application back."""
    applying.withdraw(request.user, _application(request, code))
    messages.success(request, _("Your application is withdrawn."))
    return redirect("workshops:application", code=code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def shape(request: HttpRequest, code: str) -> HttpResponse:
    """The planner's own words for the workshop, until it is announced."""
    workshop = workshop_or_404(request, code)
    actions.shape.require(request.user, workshop=workshop)
    form = TextForm(request.POST or None, instance=workshop)
    if request.method == "POST" and form.is_valid():
        agenda.shape_text(request.user, workshop, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("workshops:shape", code=code)
    context = {"form": form, "workshop": workshop, "times": words.times(workshop)}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/shape.html", {**SECTION, **context}, status=status)


def _require_desk(request: HttpRequest) -> None:
    if not holds(request.user, Role.Kind.HOST, Role.Kind.OFFICER):
        raise NotAllowed


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Applications that wait for this department or this area, the nearest day first."""
    _require_desk(request)
    page = keyset(
        queries.applications_to_answer(request.user),
        order=("due_at", "id"),
        cursor=request.GET.get("after"),
        size=20,
    )
    return render(request, "workshops/desk/applications.html", {**DESK, "page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, code: str) -> HttpResponse:
    """Accept, accept with a change, or decline with a reason."""
    _require_desk(request)
    asked = _application(request, code)
    actions.answer_application.require(request.user, application=asked)
    form = AnswerApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request, asked, form)
        except DayIsOver as no:
            form.add_error("starts_at", f"{no} {no.way_forward}")
        else:
            messages.success(request, _("The application is answered, and the applicant is told."))
            return redirect("workshops:applications")
    context: dict[str, Any] = {"form": form, "application": asked}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/answer_application.html", {**DESK, **context}, status=status)


def _answer(request: HttpRequest, asked: CitizenPlan, form: AnswerApplicationForm) -> None:
    text = form.cleaned_data["answer"]
    if form.cleaned_data["decision"] == form.DECLINE:
        applying.decline(request.user, asked, reason=text, at=now())
    else:
        applying.accept(request.user, asked, at=now(), answer=text, change=form.change())
