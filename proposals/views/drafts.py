"""A draft between its title and its submission: the list of its parts, each part's page, what is saved while typing."""

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.areas.maps import CityMap, city_maps
from civic.areas.queries import districts
from civic.common.clock import now
from civic.common.money import won
from civic.common.refusals import Refusal
from proposals import actions, personal_data, shown
from proposals.domain import drafting, submitting
from proposals.forms import PART_FORMS, PartForm
from proposals.models import Encounter, Proposal
from proposals.parts import PARTS, Part, kept_until
from proposals.queries import similar_to
from proposals.refusals import ChangedMeanwhile, PersonalData
from proposals.views import keeping
from proposals.views.author import STEPS
from proposals.views.common import own_draft, show
from proposals.views.supporting import support as support_view

Choice = Encounter.Choice
ORDER = ["title", "similar", "text", "topic", "place", "cost", "group"]


@require_safe
def draft(request: HttpRequest, uuid: str) -> HttpResponse:
    """The parts still to do and those that are done, in any order."""
    found = own_draft(request, uuid)
    asked = actions.asked_by_call(found)
    tasks = [_task(found, part, asked) for part in PARTS.values()]
    tasks.insert(1, _similar_task(request, found))
    complete = all(part.is_done(found, asked) for part in PARTS.values() if part.is_asked(asked))
    check_page = reverse("proposals:check", args=[found.uuid])
    tasks.append(
        {
            "id": "task-check",
            "title": _("Check and submit"),
            "href": check_page if complete else "",
            "done": False,
        }
    )
    context = {
        "draft": found, "tasks": tasks, "until": kept_until(found), "steps": STEPS, "current": 3,
        "is_author": not found.author_id or found.author_id == request.user.pk, "together": actions.co_proposers(found),
        "terms": actions.terms_of(found.call),
    }  # fmt: skip
    return show(request, "draft", context)


def _task(found: Proposal, part: Part, asked: list[str]) -> dict[str, Any]:
    done = part.is_done(found, asked)
    return {
        "id": f"task-{part.name}",
        "title": part.label,
        "href": _page(found, part.name),
        "done": done,
        "hint": found.title if part.name == "title" else "",
        "status": "" if done or part.is_asked(asked) else _("If you like"),
    }


def _similar_task(request: HttpRequest, found: Proposal) -> dict[str, Any]:
    done = bool(found.choice_after_similar) or not similar_to(found.title, request.user)
    return {
        "id": "task-similar",
        "title": _("Similar proposals"),
        "href": _page(found, "similar"),
        "done": done,
    }


def _page(found: Proposal, name: str) -> str:
    if name == "similar":
        return reverse("proposals:draft_similar", args=[found.uuid])
    return reverse("proposals:part", args=[found.uuid, name])


@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, uuid: str, part: str) -> HttpResponse:
    """One part. When another window has changed it meanwhile both texts are shown, and neither is lost."""
    found = own_draft(request, uuid)
    form = PART_FORMS[part](request.POST or None, initial=_initial(request, found, part))
    theirs: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, found, form)
            return _onward(request, found, part)
        except ChangedMeanwhile as refusal:
            found = _set_aside(request, found, part, form)
            theirs = _lines(found, part)
            form.add_error(None, str(refusal))
            form.data = {**request.POST.dict(), "version": str(found.version)}
    context = {
        "form": form, "draft": found, "part": PARTS[part], "theirs": theirs, "until": kept_until(found), "at": now(),
        "aside": _aside(found, part), "maps": _maps(found, form) if part == "place" else [],
        "back": "check" if _back_to_check(request) else "", "steps": STEPS, "current": 3,
    }  # fmt: skip
    return show(request, "part", context, status=409 if theirs else 422 if form.errors else 200)


@require_POST
def autosave(request: HttpRequest, uuid: str, part: str) -> HttpResponse:
    """What htmx sends while somebody types: keeps what can be read, asks for nothing, answers with one line."""
    found = own_draft(request, uuid)
    form = PART_FORMS[part](request.POST)
    for field in form.fields.values():
        field.required = False
    form.is_valid()
    try:
        found = _save(request, found, form)
    except ChangedMeanwhile:
        found = _set_aside(request, found, part, form)
        context = {"draft": found, "conflict": _page(found, part), "answers_htmx": True}
        return show(request, "_saved", context, status=409)
    return show(request, "_saved", {"draft": found, "unreadable": bool(form.errors), "answers_htmx": True})


def _save(request: HttpRequest, found: Proposal, form: PartForm) -> Proposal:
    version, window = form.cleaned_data.get("version"), form.cleaned_data.get("window") or ""
    return drafting.save_draft(
        request.user, found, at=now(), version=version, window=window, keeper=keeping.keeper_of(request), **form.values()
    )  # fmt: skip


def _set_aside(request: HttpRequest, found: Proposal, name: str, form: PartForm) -> Proposal:
    """Keep both: what this window wrote, and what stands in the draft and may be written over next."""
    fresh = own_draft(request, found.uuid)
    at, keeper = now(), keeping.keeper_of(request)
    standing = {field: str(getattr(fresh, field) or "") for field in PARTS[name].fields}
    written = {field: request.POST.get(field, "") for field in PARTS[name].fields}
    other = fresh.saved_parts.get(name, {}).get("window") or "other"
    for window, values in ((other, standing), (form.cleaned_data.get("window") or "this", written)):
        drafting.set_aside(request.user, fresh, part=name, window=window, values=values, at=at, keeper=keeper)
    return fresh


def _onward(request: HttpRequest, found: Proposal, name: str) -> HttpResponse:
    """The next part in order; back to the answers for whoever came from there."""
    if _back_to_check(request):
        return redirect("proposals:check", uuid=found.uuid)
    after = ORDER.index(name) + 1
    if after == len(ORDER):
        return redirect("proposals:check", uuid=found.uuid)
    if ORDER[after] == "similar" and (
        found.choice_after_similar or not similar_to(found.title, request.user)
    ):
        after += 1
    return HttpResponseRedirect(_page(found, ORDER[after]))


def _back_to_check(request: HttpRequest) -> bool:
    return (request.POST.get("back") or request.GET.get("back")) == "check"


def _initial(request: HttpRequest, found: Proposal, name: str) -> dict[str, Any]:
    values: dict[str, Any] = {field: getattr(found, field) for field in PARTS[name].fields}
    if name == "topic":
        values["topic"] = found.topic.slug if found.topic else None
    if name == "place":
        values["area"] = request.GET.get("area") or found.area_id
    return values | {"version": found.version, "window": secrets.token_hex(8)}


def _maps(found: Proposal, form: PartForm) -> list[CityMap]:
    """The tiles of the call's own city; a tile fills the list in."""
    address, chosen = _page(found, "place"), str(form["area"].value() or "")
    maps = city_maps(districts(), {}, lambda code: f"{address}?area={code}", current=chosen)
    own = str(found.call.process.area_id)[:2]  # the first two digits of a code are the city's
    return [one for one in maps if one.city.code[:2] == own]


def _lines(found: Proposal, name: str) -> list[dict[str, Any]]:
    """What stands in the draft for this part, in words."""
    values = {
        "kind": found.get_kind_display(),
        "group_kind": found.get_group_kind_display(),
        "rough_cost": won(found.rough_cost) if found.rough_cost is not None else "",
    }
    return [
        {
            "label": PART_FORMS[name].base_fields[field].label,
            "value": str(values.get(field, getattr(found, field)) or ""),
        }
        for field in PARTS[name].fields
        if PART_FORMS[name].base_fields[field].label  # not the hidden halves of a position
    ]


def _aside(found: Proposal, name: str) -> list[dict[str, Any]]:
    """Texts of this part that another window wrote, the newest first, without what stands in the draft."""
    kept = found.set_aside.filter(part=name).order_by("-at", "-pk")
    texts = [{"at": one.at, "text": "\n".join(filter(None, one.values.values()))} for one in kept]
    standing = "\n".join(
        str(getattr(found, field) or "") for field in PARTS[name].fields if getattr(found, field)
    )
    return [one for one in texts if one["text"] and one["text"] != standing]


@require_http_methods(["GET", "HEAD", "POST"])
def similar(request: HttpRequest, uuid: str) -> HttpResponse:
    """What is similar to the draft: support it instead, add an opinion there, or go on."""
    found = own_draft(request, uuid)
    alike = similar_to(found.title, request.user)
    if request.method == "POST":
        choice = request.POST.get("choice", Choice.WRITE)
        chosen = next((each for each in alike if each.number == request.POST.get("number")), None)
        write = choice == Choice.WRITE or chosen is None or chosen.number is None
        drafting.note_choice(
            request.user, title=found.title, shown=alike, choice=Choice.WRITE if write else choice,
            chosen=None if write else chosen, at=now(),
        )  # fmt: skip
        if write or chosen is None or chosen.number is None:
            drafting.choose_to_write(request.user, found, keeper=keeping.keeper_of(request))
            return redirect("proposals:part", uuid=found.uuid, part="text")
        if choice == Choice.SUPPORT:
            return support_view(request, chosen.number)
        return redirect(f"{chosen.get_absolute_url()}#comments")
    context = {
        "title": found.title, "found": alike, "cards": shown.cards(alike, now()), "steps": STEPS, "current": 2,
        "change": _page(found, "title"),
    }  # fmt: skip
    return show(request, "similar", context)


def _found(found: Proposal) -> list[personal_data.Found]:
    return personal_data.find(found.title, found.body, found.place)


@require_http_methods(["GET", "HEAD", "POST"])
def personal(request: HttpRequest, uuid: str) -> HttpResponse:
    """What looks like personal data: take it out, or say that it may be public. A resident number must go."""
    draft = own_draft(request, uuid)
    found = _found(draft)
    if not found:
        return redirect("proposals:check", uuid=uuid)
    blocked = any(one.sort == "resident" for one in found)
    if request.method == "POST" and not blocked:
        drafting.confirm_personal_data(request.user, draft, keeper=keeping.keeper_of(request))
        return redirect("proposals:check", uuid=uuid)
    context = {"draft": draft, "found": found, "blocked": blocked, "steps": STEPS, "current": 3}
    return show(request, "personal_data", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, uuid: str) -> HttpResponse:
    """Everything once more, each part with a link to change it, then the submission."""
    draft = own_draft(request, uuid)
    at = now()
    refusal: Refusal | None = actions.submit.refusal(request.user, proposal=draft, at=at)
    if isinstance(refusal, PersonalData) or (
        _found(draft) and not draft.personal_data_ok and request.method != "POST"
    ):
        return redirect("proposals:personal_data", uuid=uuid)
    if request.method == "POST":
        proposal = submitting.submit(request.user, draft, at=at)
        return redirect("proposals:submitted", number=proposal.number)
    context = {
        "draft": draft, "rows": _rows(draft), "refusal": refusal, "steps": STEPS, "current": 4,
        "is_author": not draft.author_id or draft.author_id == request.user.pk,
        "group": shown.group(draft), "together": draft.co_proposers.standing().select_related("user").order_by("joined_at", "pk"),
    }  # fmt: skip
    return show(request, "check", context)


def _rows(draft: Proposal) -> list[dict[str, Any]]:
    cost = won(draft.rough_cost) if draft.rough_cost is not None else ""
    answers = [
        (_("Title"), draft.title, "title", "title"),
        (_("What and why"), draft.body, "text", "body"),
        (_("Kind"), draft.get_kind_display(), "text", "kind_0"),
        (_("Topic"), draft.topic, "topic", "topic"),
        (_("Borough"), draft.area, "place", "area"),
        (_("The place in words"), draft.place, "place", "place"),
        (_("Position"), shown.position(draft), "place", "place"),
        (_("Rough cost"), cost, "cost", "rough_cost"),
        (_("Group"), shown.group(draft), "group", "group_kind"),
    ]
    return [
        {"label": label, "value": str(value or ""), "change": f"{_page(draft, name)}?back=check#id_{field}"}
        for label, value, name, field in answers
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, uuid: str) -> HttpResponse:
    """Throw a draft away, after asking."""
    draft = own_draft(request, uuid)
    actions.discard_draft.require(request.user, proposal=draft, keeper=keeping.keeper_of(request))
    if request.method == "POST":
        drafting.discard_draft(request.user, draft, keeper=keeping.keeper_of(request))
        messages.success(request, _("The draft was thrown away."))
        return redirect("portal:me" if request.user.is_authenticated else "proposals:index")
    return show(request, "discard", {"draft": draft})
