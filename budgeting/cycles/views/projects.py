"""The desk's acts on projects: taking an adopted proposal in, reviewing, withdrawing."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgeting.cycles import actions, queries
from budgeting.cycles.domain import reviewing, taking
from budgeting.cycles.forms import ReasonForm, ReviewForm, TakeForm
from budgeting.cycles.lines import project_lines
from budgeting.cycles.models import Findings, Project, Review
from budgeting.cycles.views.desk import FORM, SECTION, form_page, require_budget_officer, say_no
from budgeting.cycles.views.public import project_or_404
from civic.accounts.actors import holds, offices_of
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.dates import moment_text
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed, Refusal
from proposals.models import Proposal


@login_required
@require_safe
def adopted(request: HttpRequest) -> HttpResponse:
    """Adopted proposals that are no project yet."""
    require_budget_officer(request)
    found = queries.adopted_without_project(request.user)
    page = keyset(found, order=("-id",), cursor=request.GET.get("after"), size=20)
    return render(request, "cycles/desk/adopted.html", {**SECTION, "page": page})


@login_required
@require_http_methods(FORM)
def take(request: HttpRequest, number: str) -> HttpResponse:
    """An adopted proposal becomes a costed project of an envelope."""
    proposal = get_object_or_404(
        Proposal.objects.visible_to(request.user).select_related("department"), number=number
    )
    actions.take_project.require(request.user, proposal=proposal, envelope=None, cost=None, at=now())
    initial = {"cost": proposal.rough_cost, "department": proposal.department}
    form = TakeForm(
        request.POST or None,
        initial=initial,
        envelopes=queries.envelopes_taking(now()),
        without_department=proposal.department is None,
    )
    if request.method == "POST" and form.is_valid():
        try:
            project = taking.take_project(request.user, proposal, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The project is made. The department in charge reviews it next."))
            return redirect(project)
    return form_page(request, "cycles/desk/take.html", form, proposal=proposal)


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """The projects that wait for a review by the officer's departments."""
    if not holds(request.user, Role.Kind.OFFICER):
        raise NotAllowed
    found, at = queries.reviews_waiting(request.user, offices_of(request.user), now()), now()
    page = keyset(found, order=("id",), cursor=request.GET.get("after"), size=20)
    lines = [_with_time(line, at) for line in project_lines(page)]
    return render(request, "cycles/desk/reviews.html", {**SECTION, "page": page, "lines": lines})


def _with_time(line: dict[str, Any], at: datetime) -> dict[str, Any]:
    """The line of a project that waits for its review, with the time in which it is written."""
    opens, closes = queries.review_time(line["project"], at)
    if opens is not None and closes is not None:
        times = {"opens": moment_text(opens), "closes": moment_text(closes)}
        return {**line, "meta": [*line["meta"], _("Review: %(opens)s to %(closes)s") % times]}
    again = _("To be reviewed again after an objection")
    until = _("until %(at)s") % {"at": moment_text(closes)} if closes else ""
    return {**line, "meta": [*line["meta"], again, *filter(None, [until])]}


@login_required
@require_http_methods(FORM)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The department's review of a project."""
    project = project_or_404(request, pk)
    actions.open_review.require(request.user, project=project, at=now())
    form = ReviewForm(request.POST or None, initial=_standing_review(project))
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.review_project(request.user, project, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The review is published on the project page."))
            return redirect(project)
    return form_page(
        request,
        "cycles/desk/review.html",
        form,
        project=project,
        proposal=queries.visible_proposal(project, request.user),
    )


def _standing_review(project: Project) -> dict[str, object]:
    """What the form begins with: the review that stands, else the cost as proposed."""
    standing: Findings | None = Review.objects.filter(project=project).first()
    if standing is None and queries.is_reviewed_again(project):
        standing = project.past_reviews.first()  # written anew from the one that was set aside
    if standing is None:
        return {"cost": project.cost}
    names = ("verdict", "reason_code", "condition", "text", "calculation")
    return {"cost": standing.estimated_cost, **{name: getattr(standing, name) for name in names}}


@login_required
@require_http_methods(FORM)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a project out of its cycle, with a reason."""
    project = project_or_404(request, pk)
    actions.withdraw_project.require(request.user, project=project, at=now())
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reviewing.withdraw_project(request.user, project, reason=form.cleaned_data["reason"], at=now())
        messages.success(request, _("The project is withdrawn. It stays visible with your reason."))
        return redirect(project)
    return form_page(request, "cycles/desk/withdraw.html", form, project=project)
