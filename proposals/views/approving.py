"""Two persons for an answer: the drafts of a department, approval, publication in a batch, templates and notes."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from civic.accounts.actors import holds
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed
from proposals import actions, deskwork, shown
from proposals.domain import approving, noting, templating
from proposals.forms import NoteForm, ReturnForm, TemplateForm
from proposals.models import AnswerDraft, Proposal
from proposals.queries import to_act
from proposals.views.common import one, show, signed_in

Status = AnswerDraft.Status


def _staff(request: HttpRequest) -> Any:
    person = signed_in(request)
    if not holds(person, "officer", "publisher"):
        raise NotAllowed
    return person


@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    """What is being written, waits for a second person, or is ready. POST publishes the ticked ones."""
    person = _staff(request)
    found = deskwork.drafts_for(person)
    if request.method == "POST":
        return _publish(request, list(found.filter(pk__in=_numbers(request), status=Status.APPROVED)[:100]))
    page = keyset(found, order=["id"], cursor=request.GET.get("after"))
    lines = [
        {
            "draft": each,
            "may_approve": actions.approve_answer.allows(person, draft=each),
            "may_write": actions.draft_answer.allows(person, proposal=each.proposal),
        }
        for each in page
    ]
    context = {
        "page": page,
        "section": "desk",
        "lines": lines,
        "ready": sum(each.status == Status.APPROVED for each in page),
        "answers": holds(person, "officer"),
    }
    return show(request, "drafts", context)


def _numbers(request: HttpRequest) -> list[int]:
    return [int(pk) for pk in request.POST.getlist("draft") if pk.isdecimal() and len(pk) < 19]


def _publish(request: HttpRequest, chosen: list[AnswerDraft]) -> HttpResponse:
    given, refused = approving.publish_batch(request.user, chosen, at=now())
    if given:
        words = ngettext("%(count)s answer is public.", "%(count)s answers are public.", len(given))
        messages.success(request, words % {"count": len(given)})
    for draft, refusal in refused:
        messages.error(request, f"{draft.proposal.number}: {refusal}")
    if not chosen:
        messages.info(request, _("Tick the answers that shall be published."))
    return redirect("proposals:drafts")


def _draft(request: HttpRequest, proposal: Proposal) -> AnswerDraft:
    found = AnswerDraft.objects.select_related("proposal__call", "author").filter(proposal=proposal).first()
    if found is None:
        raise Http404(_("There is no draft of an answer."))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Read a draft and approve it, or send it back with what should be changed."""
    person = _staff(request)
    proposal = one(request, number, to_act)
    draft = _draft(request, proposal)
    no = actions.approve_answer.refusal(person, draft=draft)
    if no is not None and (request.method == "POST" or (no.status in (401, 403) and draft.author != person)):
        raise no
    version = request.POST.get("version", "")
    form = ReturnForm(request.POST if "send_back" in request.POST else None)
    if request.method == "POST" and "send_back" not in request.POST:
        approving.approve(
            person, draft, version=int(version) if version.isdecimal() and len(version) < 19 else None
        )
        messages.success(request, _("The answer is approved. It is published with the next batch."))
        return redirect("proposals:drafts")
    if request.method == "POST" and form.is_valid():
        approving.send_back(person, draft, **form.cleaned_data)
        messages.success(request, _("The answer goes back to its writer, who is told."))
        return redirect("proposals:drafts")
    at = now()
    context = {
        "proposal": proposal, "draft": draft, "form": form, "no": no, "section": "desk", "at": at,
        "state_label": shown.state_label(proposal, at), "state_kind": shown.state_kind(proposal, at),
    }  # fmt: skip
    return show(request, "approve", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, number: str) -> HttpResponse:
    """The notes of the staff on a proposal, the newest first, and one more."""
    person = signed_in(request)
    actions.see_notes.require(person)
    proposal = one(request, number, to_act)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = noting.write_note(person, proposal, at=now(), **form.cleaned_data)
        messages.success(request, _("The note is kept."))
        return redirect(f"{request.path}#note-{note.pk}")
    found = proposal.notes.select_related("author").prefetch_related("mentioned")
    page = keyset(found, order=["-id"], cursor=request.GET.get("after"))
    context = {"proposal": proposal, "page": page, "form": form, "section": "desk"}
    return show(request, "notes", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """Words that are often needed: those of one's departments, and a form for one more."""
    person = _staff(request)
    form = TemplateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        templating.keep(person, **form.cleaned_data)
        messages.success(request, _("The template is kept."))
        return redirect("proposals:templates")
    found = deskwork.templates_for(person)
    answers = holds(person, "officer")
    context = {"templates": list(found[:100]), "form": form, "section": "desk", "answers": answers}
    return show(request, "templates", context, status=422 if form.errors else 200)


@require_POST
def drop_template(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a template of one's department away."""
    person = _staff(request)
    found = deskwork.templates_for(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    templating.drop(person, found)
    messages.success(request, _("The template was thrown away."))
    return redirect("proposals:templates")
