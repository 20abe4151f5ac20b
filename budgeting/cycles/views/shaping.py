"""The budget officer shapes projects: changes their text, merges, divides, and holds two apart."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.cycles import actions
from budgeting.cycles.domain import handing_on, shaping
from budgeting.cycles.forms import HandOnForm, MergeForm, OtherForm, ReasonForm, ReviseForm, SplitForm
from budgeting.cycles.models import Incompatibility, Project
from budgeting.cycles.views.desk import FORM, form_page, say_no
from budgeting.cycles.views.public import project_or_404
from civic.common.clock import now
from civic.common.refusals import Refusal

PAGE = "cycles/desk/shape.html"


def others(request: HttpRequest, project: Project) -> Any:
    """The other projects of the envelope that still stand."""
    found = Project.objects.visible_to(request.user).filter(
        envelope=project.envelope_id, state__in=actions.STANDING
    )
    return found.exclude(pk=project.pk).order_by("id")


def taken(form: Any, act: Callable[[], object]) -> bool:
    """Was it done? A refusal is said beside the form."""
    try:
        act()
    except Refusal as refusal:
        say_no(form, refusal)
        return False
    return True


@login_required
@require_http_methods(FORM)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the text of a project; the earlier text stays readable."""
    project = project_or_404(request, pk)
    at = now()
    actions.shape_project.require(request.user, project=project, at=at)
    form = ReviseForm(request.POST or None, instance=copy(project))
    if request.method == "POST" and form.is_valid():
        texts = dict(form.cleaned_data)
        reason = texts.pop("reason")
        if taken(form, lambda: shaping.revise_project(request.user, project, reason=reason, at=at, **texts)):
            messages.success(request, _("The text is changed. The earlier one stays readable."))
            return redirect(project)
    lead = _("The earlier text stays readable on the project page, with your reason.")
    return form_page(
        request, PAGE, form, project=project, heading=_("Change the text"), lead=lead, submit=_("Save")
    )


@login_required
@require_http_methods(FORM)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Let this project go into another one."""
    project = project_or_404(request, pk)
    at = now()
    actions.shape_project.require(request.user, project=project, at=at)
    form = MergeForm(request.POST or None, others=others(request, project))
    if request.method == "POST" and form.is_valid():
        into, cost, reason = (form.cleaned_data[name] for name in ("other", "cost", "reason"))
        if taken(
            form,
            lambda: shaping.merge_projects(request.user, project, into=into, cost=cost, reason=reason, at=at),
        ):
            messages.success(request, _("The project is merged. Its old page leads to this one."))
            return redirect(into)
    lead = _(
        "This project goes into the other one: its page leads there and its followers follow along. The department reviews anew."
        " This cannot be undone."
    )
    return form_page(
        request, PAGE, form, project=project, heading=_("Merge the project"), lead=lead, submit=_("Merge")
    )


@login_required
@require_http_methods(FORM)
def divide(request: HttpRequest, pk: int) -> HttpResponse:
    """Divide this project into several."""
    project = project_or_404(request, pk)
    at = now()
    actions.shape_project.require(request.user, project=project, at=at)
    form = SplitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        shares = [shaping.Share(title, cost) for title, cost in form.shares()]
        reason = form.cleaned_data["reason"]
        if taken(
            form,
            lambda: shaping.divide_project(request.user, project, shares=shares, reason=reason, at=at),
        ):
            messages.success(request, _("The project is divided. The parts are reviewed one by one."))
            return redirect(project)
    lead = _(
        "Each part becomes a project of its own and is reviewed by itself. This page stays and names them. This cannot be undone."
    )
    return form_page(
        request, PAGE, form, project=project, heading=_("Divide the project"), lead=lead, submit=_("Divide")
    )


@login_required
@require_http_methods(FORM)
def hand_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Give this project to another department."""
    project = project_or_404(request, pk)
    actions.hand_on.require(request.user, project=project, department=None, reason=None)
    form = HandOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if taken(form, lambda: handing_on.hand_on(request.user, project, at=now(), **given)):
            messages.success(
                request, _("The project is given to the other department, and its officers are told.")
            )
            return redirect(project)
    lead = _(
        "The other department writes the review that waits, answers objections, and carries the project out if it is funded."
    )
    heading = _("Give it to another department")
    return form_page(request, PAGE, form, project=project, heading=heading, lead=lead, submit=_("Save"))


@login_required
@require_http_methods(FORM)
def hold_apart(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that this project and another exclude one another."""
    project = project_or_404(request, pk)
    at = now()
    actions.hold_apart.require(request.user, project=project, other=None, reason="", at=at)
    form = OtherForm(request.POST or None, others=others(request, project))
    if request.method == "POST" and form.is_valid():
        other, reason = form.cleaned_data["other"], form.cleaned_data["reason"]
        if taken(form, lambda: shaping.hold_apart(request.user, project, other, reason=reason, at=at)):
            messages.success(
                request, _("Both pages and the ballot now say that only one of the two can be chosen.")
            )
            return redirect(project)
    lead = _(
        "Voters may choose both; the count takes at most one, the one with more votes. Both pages and the ballot say so."
    )
    heading = _("Exclude another project")
    return form_page(request, PAGE, form, project=project, heading=heading, lead=lead, submit=_("Save"))


@login_required
@require_http_methods(FORM)
def join_again(request: HttpRequest, pk: int, pair: int) -> HttpResponse:
    """Take back that two projects exclude one another."""
    project = project_or_404(request, pk)
    at = now()
    actions.hold_apart.require(request.user, project=project, other=None, reason="", at=at)
    pairs = Incompatibility.objects.select_related("first__envelope", "second__envelope")
    found = get_object_or_404(pairs.filter(first=project) | pairs.filter(second=project), pk=pair)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if taken(form, lambda: shaping.join_again(request.user, found, reason=reason, at=at)):
            messages.success(request, _("The two projects no longer exclude one another."))
            return redirect(project)
    lead = _("From now on both projects may be funded.")
    heading = _("Take back the exclusion")
    return form_page(request, PAGE, form, project=project, heading=heading, lead=lead, submit=_("Take back"))
