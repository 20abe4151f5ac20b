"""Preparing a workshop: its agenda, and the list before publishing."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.forms import error_lines
from civic.common.refusals import Refusal
from workshops.actions import change as change_action
from workshops.before import actions
from workshops.before.checklist import lacks
from workshops.before.forms import AgendaForms, BaseAgenda, ChecklistForm
from workshops.domain.agenda import set_agenda
from workshops.domain.planning import change_workshop
from workshops.views.desk import SECTION as DESK
from workshops.views.public import SECTION, workshop_or_404


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, code: str) -> HttpResponse:
    """The agenda, by its host or by the citizen who plans the workshop; its minutes fill the workshop exactly."""
    workshop = workshop_or_404(request, code)
    actions.shape.require(request.user, workshop=workshop)
    rows = list(workshop.agenda.values("title", "title_en", "minutes"))
    forms = cast(BaseAgenda, AgendaForms(request.POST or None, initial=rows, prefix="item"))
    context: dict[str, Any] = {"workshop": workshop, "forms": forms, "errors": []}
    hosting = holds(request.user, Role.Kind.HOST)
    if request.method == "POST" and forms.is_valid():
        try:
            set_agenda(request.user, workshop, forms.items())
        except Refusal as no:
            context["errors"] = [("id_item-0-minutes", f"{no} {no.way_forward}")]
        else:
            messages.success(request, _("The agenda is saved."))
            return redirect("workshops:checklist" if hosting else "workshops:shape", code=code)
    elif request.method == "POST":
        context["errors"] = error_lines(forms)
    context["has_errors"] = bool(context["errors"])
    status = 422 if request.method == "POST" else 200
    return render(
        request, "workshops/agenda.html", {**(DESK if hosting else SECTION), **context}, status=status
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def checklist(request: HttpRequest, code: str) -> HttpResponse:
    """What is still missing, with the way to each, and what the list itself asks for."""
    workshop = workshop_or_404(request, code)
    change_action.require(request.user, workshop=workshop)
    form = ChecklistForm(request.POST or None, instance=workshop)
    if request.method == "POST" and form.is_valid():
        change_workshop(request.user, workshop, at=now(), **form.changes())
        messages.success(request, _("Saved."))
        return redirect("workshops:checklist", code=code)
    missing = list(lacks(workshop))
    context = {
        "workshop": workshop,
        "form": form,
        "elsewhere": [lack for lack in missing if lack.page != "checklist"],
        "left": len(missing),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/desk/checklist.html", {**DESK, **context}, status=status)
