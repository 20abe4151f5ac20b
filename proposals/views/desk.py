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
from proposals.deskwork import due_for, templates_for, unrouted
from proposals.domain import answering, approving, routing
from proposals.forms import AnswerForm, InterimForm, RouteForm
from proposals.models import AnswerDraft, Proposal
from proposals.queries import to_act
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
    """The final answer: public at once, or kept as a draft (``act=keep``), or sent to a second person (``act=ask``)."""
    proposal = _to_work_on(request, number)
    draft = AnswerDraft.objects.filter(proposal=proposal).first()
    act = request.POST.get("act", "")
    if request.method == "POST" and act == "keep":
        approving.save_draft(request.user, proposal, at=now(), **_loose(AnswerForm(request.POST)))
        messages.success(request, _("The draft is kept. Only staff see it."))
        return redirect("proposals:drafts")
    form = AnswerForm(request.POST or None, initial=_initial(request, draft))
    if request.method == "POST" and form.is_valid():
        return _send(request, proposal, form, act)
    context = {"draft": draft, "templates": list(templates_for(request.user)[:100])}
    return _form(request, "answer", proposal, form, **context)


def _send(request: HttpRequest, proposal: Proposal, form: AnswerForm, act: str) -> HttpResponse:
    if act == "ask":
        draft = approving.save_draft(request.user, proposal, at=now(), **form.cleaned_data)
        approving.ask(request.user, draft)
        messages.success(request, _("The answer waits for a second person, who is told."))
        return redirect("proposals:drafts")
    answering.answer(request.user, proposal, at=now(), **form.cleaned_data)
    messages.success(request, _("The answer is public, and everybody who follows the proposal is told."))
    return redirect(proposal.get_absolute_url())


def _loose(form: AnswerForm) -> dict[str, Any]:
    """What an unfinished form holds: the fields that can be read, whatever is still missing."""
    form.is_valid()
    read = {name: form.cleaned_data.get(name) for name in form.fields}
    blanks = {"disposition": "", "reason_code": "", "text": form.data.get("text", "")}
    return {name: value if value is not None else blanks.get(name) for name, value in read.items()} | {
        "text": read["text"] or blanks["text"]
    }


def _initial(request: HttpRequest, draft: AnswerDraft | None) -> dict[str, Any]:
    """The draft's words, or those of a template that was chosen."""
    chosen = request.GET.get("template", "")
    template = (
        templates_for(request.user).filter(pk=int(chosen)).first()
        if chosen.isdecimal() and len(chosen) < 19
        else None
    )
    if template is not None:
        return {"disposition": template.disposition, "text": template.text}
    return {name: getattr(draft, name) for name in AnswerForm.base_fields} if draft is not None else {}


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
    proposal = one(request, number, to_act)
    actions.open_answer_form.require(request.user, proposal=proposal)
    return proposal


def _form(request: HttpRequest, template: str, proposal: Proposal, form: Any, **more: Any) -> HttpResponse:
    at = now()
    context = {
        "proposal": proposal, "form": form, "section": "desk", "state_label": shown.state_label(proposal, at),
        "state_kind": shown.state_kind(proposal, at), "at": at, **more,
    }  # fmt: skip
    return show(request, template, context, status=422 if form.errors else 200)
