"""The answering desk of a department."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from civic.accounts.actors import holds
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed
from proposals import actions, shown
from proposals.deskwork import due_for, unrouted
from proposals.domain import answering, routing
from proposals.forms import AnswerForm, InterimForm, RouteForm
from proposals.models import Proposal
from proposals.views.common import one, show, signed_in


@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """What the officer's departments have to answer, the earliest due date first."""
    person = signed_in(request)
    if not holds(person, "officer"):
        raise NotAllowed
    at = now()
    page = keyset(due_for(person), order=["answer_due_at", "id"], cursor=request.GET.get("after"))
    context = {
        "page": page,
        "cards": shown.cards(page, at),
        "unrouted": shown.cards(unrouted(person)[:20], at),
    }
    return show(request, "desk", context | {"section": "desk"})


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, number: str) -> HttpResponse:
    """The final answer, public at once."""
    proposal = _to_work_on(request, number)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answering.answer(request.user, proposal, at=now(), **form.cleaned_data)
        messages.success(request, _("The answer is public, and everybody who follows the proposal is told."))
        return redirect(proposal.get_absolute_url())
    return _form(request, "answer", proposal, form)


@require_http_methods(["GET", "HEAD", "POST"])
def interim(request: HttpRequest, number: str) -> HttpResponse:
    """An interim answer, public at once."""
    proposal = _to_work_on(request, number)
    form = InterimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answering.answer_interim(request.user, proposal, at=now(), **form.cleaned_data)
        messages.success(request, _("The interim answer is public."))
        return redirect(proposal.get_absolute_url())
    return _form(request, "interim", proposal, form)


@require_http_methods(["GET", "HEAD", "POST"])
def route(request: HttpRequest, number: str) -> HttpResponse:
    """Hand the proposal to another department."""
    proposal = _to_work_on(request, number)
    form = RouteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = routing.route(request.user, proposal, at=now(), **form.cleaned_data)
        messages.success(request, _("Handed to: %(department)s") % {"department": given.department})
        return redirect("proposals:desk")
    return _form(request, "route", proposal, form)


def _to_work_on(request: HttpRequest, number: str) -> Proposal:
    signed_in(request)
    proposal = one(request, number)
    actions.open_answer_form.require(request.user, proposal=proposal)
    return proposal


def _form(request: HttpRequest, template: str, proposal: Proposal, form: Any) -> HttpResponse:
    at = now()
    context = {
        "proposal": proposal, "form": form, "section": "desk", "state_label": shown.state_label(proposal, at),
        "state_kind": shown.state_kind(proposal, at), "at": at,
    }  # fmt: skip
    return show(request, template, context, status=422 if form.errors else 200)
