"""Writing a proposal: title, similar ones, details, personal data, check answers, confirmation."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from civic.common.bilingual import localized
from civic.common.clock import now
from civic.common.money import won
from civic.common.refusals import Refusal
from proposals import actions, personal_data, shown
from proposals.domain import drafting, submitting
from proposals.forms import DetailsForm, TitleForm
from proposals.models import Encounter, Proposal
from proposals.queries import next_call, similar_to, standing_call
from proposals.refusals import CallClosed, ChangedMeanwhile, PersonalData
from proposals.views.common import one, own_draft, show, signed_in
from proposals.views.supporting import support as support_view

STEPS = [
    gettext_lazy("Title"),
    gettext_lazy("Similar proposals"),
    gettext_lazy("Details"),
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
    }
    return show(request, "similar", context)


def _choose(request: HttpRequest, title: str, found: list[Proposal]) -> HttpResponse:
    at = now()
    choice = request.POST.get("choice", Choice.WRITE)
    chosen = next((each for each in found if each.number == request.POST.get("number")), None)
    if choice == Choice.WRITE or chosen is None or chosen.number is None:
        if not request.user.is_authenticated:
            return redirect_to_login(_similar_address(title))  # the title survives the sign-in
        draft = drafting.start_draft(
            request.user, call=standing_call(at), at=at, title=title, choice=Choice.WRITE if found else ""
        )
        if found:
            drafting.note_choice(
                request.user, title=title, shown=found, choice=Choice.WRITE, chosen=None, at=at
            )
        return redirect("proposals:details", uuid=draft.uuid)
    drafting.note_choice(request.user, title=title, shown=found, choice=choice, chosen=chosen, at=at)
    if choice == Choice.SUPPORT:
        return support_view(request, chosen.number)
    return redirect(f"{chosen.get_absolute_url()}#comments")


@require_GET
def hints(request: HttpRequest) -> HttpResponse:
    """The similar ones while the title is typed: a piece of the page for htmx, nothing needs it."""
    asked = TitleForm(request.GET)
    found = similar_to(asked.cleaned_data["title"], request.user) if asked.is_valid() else []
    return show(request, "_hints", {"cards": shown.cards(found, now())})


@require_http_methods(["GET", "HEAD", "POST"])
def title(request: HttpRequest, uuid: str) -> HttpResponse:
    """Change a draft's title, and come back to where it stood."""
    draft = own_draft(request, uuid)
    form = TitleForm(request.POST or None, initial={"title": draft.title})
    if request.method == "POST" and form.is_valid():
        drafting.save_draft(request.user, draft, **form.cleaned_data)
        return redirect("proposals:check" if draft.body else "proposals:details", uuid=uuid)
    context = {"form": form, "draft": draft, "steps": STEPS, "current": 1}
    return show(request, "title", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest, uuid: str) -> HttpResponse:
    """The rest of the proposal. A change made in another window meanwhile shows both texts."""
    draft = own_draft(request, uuid)
    form = DetailsForm(request.POST or None, initial=_initial(draft))
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            drafting.save_draft(request.user, draft, **form.cleaned_data)
            return redirect("proposals:personal_data" if _found(draft) else "proposals:check", uuid=uuid)
        except ChangedMeanwhile as refusal:
            theirs = own_draft(request, uuid)
            form.add_error(None, str(refusal))
            form.data = {**request.POST.dict(), "version": str(theirs.version)}
    status = 409 if theirs else 422 if form.errors else 200
    context = {"form": form, "draft": draft, "theirs": theirs, "steps": STEPS, "current": 3}
    return show(request, "details", context, status=status)


def _initial(draft: Proposal) -> dict[str, Any]:
    return {
        "body": draft.body, "kind": draft.kind, "topic": draft.topic.slug if draft.topic else None, "area": draft.area_id,
        "place": draft.place, "rough_cost": draft.rough_cost, "version": draft.version,
    }  # fmt: skip


def _found(draft: Proposal) -> list[personal_data.Found]:
    return personal_data.find(draft.title, draft.body, draft.place)


@require_http_methods(["GET", "HEAD", "POST"])
def personal(request: HttpRequest, uuid: str) -> HttpResponse:
    """What looks like personal data: take it out, or say that it may be public. A resident number must go."""
    draft = own_draft(request, uuid)
    found = _found(draft)
    if not found:
        return redirect("proposals:check", uuid=uuid)
    blocked = any(one.sort == "resident" for one in found)
    if request.method == "POST" and not blocked:
        drafting.confirm_personal_data(request.user, draft)
        return redirect("proposals:check", uuid=uuid)
    context = {"draft": draft, "found": found, "blocked": blocked, "steps": STEPS, "current": 3}
    return show(request, "personal_data", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, uuid: str) -> HttpResponse:
    """Everything once more, each part with a link to change it, then the submission."""
    draft = own_draft(request, uuid)
    at = now()
    refusal: Refusal | None = actions.submit.refusal(request.user, proposal=draft, at=at)
    if isinstance(refusal, PersonalData):
        return redirect("proposals:personal_data", uuid=uuid)
    if request.method == "POST":
        proposal = submitting.submit(request.user, draft, at=at)
        messages.success(request, _("Your proposal was received."))
        return redirect("proposals:submitted", number=proposal.number)
    context = {"draft": draft, "rows": _rows(draft), "refusal": refusal, "steps": STEPS, "current": 4}
    return show(request, "check", context)


def _rows(draft: Proposal) -> list[dict[str, Any]]:
    title_page = reverse("proposals:title", args=[draft.uuid])
    details_page = reverse("proposals:details", args=[draft.uuid])
    parts = [
        (_("Title"), draft.title, title_page),
        (_("What and why"), draft.body, f"{details_page}#id_body"),
        (_("Kind"), draft.get_kind_display(), f"{details_page}#id_kind_0"),
        (_("Topic"), draft.topic, f"{details_page}#id_topic"),
        (_("Borough"), draft.area, f"{details_page}#id_area"),
        (_("The place in words"), draft.place, f"{details_page}#id_place"),
        (
            _("Rough cost"),
            won(draft.rough_cost) if draft.rough_cost is not None else "",
            f"{details_page}#id_rough_cost",
        ),
    ]
    return [{"label": label, "value": str(value or ""), "change": page} for label, value, page in parts]


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, uuid: str) -> HttpResponse:
    """Throw a draft away, after asking."""
    draft = own_draft(request, uuid)
    if request.method == "POST":
        drafting.discard_draft(request.user, draft)
        messages.success(request, _("The draft was thrown away."))
        return redirect("portal:me")
    return show(request, "discard", {"draft": draft})


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
