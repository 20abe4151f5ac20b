"""Beginning a proposal: the title, similar ones; and the confirmation at the end. What lies between: drafts.py."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from civic.common.bilingual import localized
from civic.common.clock import now
from proposals import actions, shown
from proposals.domain import drafting
from proposals.forms import TitleForm
from proposals.models import Encounter, Proposal
from proposals.queries import next_call, similar_to, standing_call
from proposals.refusals import CallClosed
from proposals.views import keeping
from proposals.views.common import one, show, signed_in
from proposals.views.supporting import support as support_view

STEPS = [
    gettext_lazy("Title"),
    gettext_lazy("Similar proposals"),
    gettext_lazy("Your proposal in parts"),
    gettext_lazy("Check and submit"),
]
Choice = Encounter.Choice
CLOSES_SOON = timedelta(days=180)  # a standing call's end, years ahead, is nobody's deadline


def _similar_address(title: str) -> str:
    return f"{reverse('proposals:similar')}?{urlencode({'title': title})}"


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What you need and how it goes; the first question is the title. A closed call says when the next one opens."""
    at = now()
    call = standing_call(at)
    form = TitleForm(request.POST or None, initial={"title": request.GET.get("title", "")})
    if request.method == "POST":
        if call is None:
            raise CallClosed
        if form.is_valid():
            return redirect(_similar_address(form.cleaned_data["title"]))
    phase = call.process.phase_at(actions.GATHER, at) if call else None
    coming = None if call else next_call(at)
    context = {
        "form": form,
        "call": call,
        "phase": phase if phase and phase.closes_at - at < CLOSES_SOON else None,
        "next_phase": coming.process.phase(actions.GATHER) if coming else None,
        "step": call.ladder.steps.all()[0] if call and call.ladder.steps.all() else None,
        "steps": STEPS,
        "current": 1,
    }
    return show(request, "new", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def similar(request: HttpRequest) -> HttpResponse:
    """Proposals that say nearly the same: support one of them, add an opinion there, or write anyway."""
    asked = TitleForm(request.POST if request.method == "POST" else request.GET)
    if not asked.is_valid():
        return redirect("proposals:new")
    title = asked.cleaned_data["title"]
    found = similar_to(title, request.user)
    if request.method == "POST":
        return _choose(request, title, found)
    context = {
        "title": title,
        "found": found,
        "cards": shown.cards(found, now()),
        "steps": STEPS,
        "current": 2,
        "change": f"{reverse('proposals:new')}?{urlencode({'title': title})}",
    }
    return show(request, "similar", context)


def _choose(request: HttpRequest, title: str, found: list[Proposal]) -> HttpResponse:
    at = now()
    choice = request.POST.get("choice", Choice.WRITE)
    chosen = next((each for each in found if each.number == request.POST.get("number")), None)
    if choice == Choice.WRITE or chosen is None or chosen.number is None:
        return _begin(request, title, found)
    drafting.note_choice(request.user, title=title, shown=found, choice=choice, chosen=chosen, at=at)
    if choice == Choice.SUPPORT:
        return support_view(request, chosen.number)
    return redirect(f"{chosen.get_absolute_url()}#comments")


def _begin(request: HttpRequest, title: str, found: list[Proposal]) -> HttpResponse:
    """A draft with this title; somebody not signed in gets a cookie that leads back to it."""
    at, secret = now(), ""
    if not request.user.is_authenticated:
        secret = keeping.secret_of(request) or keeping.new_secret()
    draft = drafting.start_draft(
        request.user, call=standing_call(at), at=at, title=title, choice=Choice.WRITE if found else "",
        keeper=keeping.fingerprint(secret), origin=keeping.origin_of(request) if secret else "",
    )  # fmt: skip
    if found:
        drafting.note_choice(request.user, title=title, shown=found, choice=Choice.WRITE, chosen=None, at=at)
    response = redirect("proposals:part", uuid=draft.uuid, part="text")
    return keeping.keep(response, secret) if secret else response


@require_GET
def hints(request: HttpRequest) -> HttpResponse:
    """The similar ones while the title is typed: a piece of the page for htmx, nothing needs it."""
    asked = TitleForm(request.GET)
    found = similar_to(asked.cleaned_data["title"], request.user) if asked.is_valid() else []
    return show(request, "_hints", {"cards": shown.cards(found, now())})


@require_safe
def submitted(request: HttpRequest, number: str) -> HttpResponse:
    """The confirmation: number, what happens next and by when. It can be bookmarked."""
    signed_in(request)
    proposal = one(request, number)
    if proposal.author_id != request.user.pk:
        return redirect(proposal.get_absolute_url())
    context = {
        "proposal": proposal,
        "title": localized(proposal, "title"),
        "next": shown.next_steps(proposal),
    }
    return show(request, "submitted", context)
