"""The administrators' desk of the departments."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civic.areas.models import Department
from civic.areas.queries import departments
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.departments import actions
from civic.departments.domain import ending
from civic.departments.forms import EndForm, RenameForm
from civic.departments.queries import open_with, roles_in


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every department, and what can be done with it."""
    actions.see_desk.require(request.user)
    return render(request, "departments/desk.html", {"departments": departments().tree, "section": "desk"})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, code: str) -> HttpResponse:
    """Give a department another name."""
    department = get_object_or_404(Department, code=code)
    actions.rename.require(request.user, department=department, name=None, because=None)
    form = RenameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = ending.rename(request.user, department, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, f"{refusal} {refusal.way_forward}".strip())
        else:
            messages.success(
                request,
                _("From now on it is called %(name)s. What is open goes along within minutes.")
                % {"name": new},
            )
            return redirect(department)
    return _page(request, department, form, _("Give it another name"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End a department, or merge it into another."""
    department = get_object_or_404(Department, code=code)
    actions.end.require(request.user, department=department, successor=None, because=None)
    form = EndForm(request.POST or None, department=department)
    if request.method == "POST" and form.is_valid():
        try:
            ending.end(request.user, department, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, f"{refusal} {refusal.way_forward}".strip())
        else:
            messages.success(
                request, _("The department has ended. What was open goes to its successor within minutes.")
            )
            return redirect(department)
    return _page(request, department, form, _("End the department"))


def _page(request: HttpRequest, department: Department, form: Form, submit: str) -> HttpResponse:
    context: dict[str, Any] = {
        "department": department,
        "form": form,
        "submit": submit,
        "open": open_with(department),
        "officers": roles_in(department).count(),
        "section": "desk",
    }
    return render(
        request, "departments/change.html", context, status=422 if request.method == "POST" else 200
    )
