"""The desk for calls of limited time: the list, a form to make and change, copy, publish, close, result."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.common.clock import now
from civic.common.paging import keyset
from proposals import actions, called, juries
from proposals.domain import calling
from proposals.forms import AnotherForm, CallForm, CopyForm, ReasonForm, ResultForm
from proposals.models import Proposal, Terms
from proposals.queries import in_list, terms_for
from proposals.views.calls import one
from proposals.views.common import show, signed_in

MOST = 100  # proposals in the form of a result; the jury's first ones
MOST_ADDED = 100  # more of them, each added by its number


def _keeper(request: HttpRequest) -> Any:
    person = signed_in(request)
    actions.keep_calls.require(person)
    return person


def _desk(request: HttpRequest, template: str, context: dict[str, Any], form: Any = None) -> HttpResponse:
    status = 422 if form is not None and form.errors else 200
    return show(request, template, {"section": "desk", "form": form} | context, status=status)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every call, also those in preparation."""
    person, at = _keeper(request), now()
    page = keyset(terms_for(person), order=["-id"], cursor=request.GET.get("after"))
    lines = [
        {
            "card": called.card(each, at),
            "stage": called.stage(each, at),
        }
        for each in page
    ]
    return _desk(request, "desk_calls", {"page": page, "lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest) -> HttpResponse:
    """A new call, in preparation."""
    person = _keeper(request)
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        terms = calling.make_call(person, dates=form.dates, at=now(), **form.values)
        messages.success(request, _("The call is prepared. Look at it and publish it."))
        return redirect(terms.get_absolute_url())
    return _desk(request, "call_form", {"title": _("A new call")}, form)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a call; of a public one with a reason."""
    person, terms, at = _keeper(request), one(request, slug), now()
    actions.change_call.require(person, terms=terms, at=at)
    public = terms.published_at is not None
    form = CallForm(request.POST or None, asks_reason=public, initial=_initial(terms))
    if request.method == "POST" and form.is_valid():
        values = form.values
        reason = values.pop("reason", "")
        calling.change_call(person, terms, dates=form.dates, reason=reason, at=at, **values)
        messages.success(request, _("The call is changed."))
        return redirect(terms.get_absolute_url())
    context = {
        "terms": terms,
        "title": _("Change the call"),
        "fixed": public and terms.window and terms.window.opens_at <= at,
    }
    return _desk(request, "call_form", context, form)


def _initial(terms: Terms) -> dict[str, Any]:
    process = terms.call.process
    values: dict[str, Any] = {name: getattr(terms, name) for name in calling.OF_TERMS}
    values |= {name: getattr(process, name) for name in calling.OF_PROCESS}
    values |= {
        "ladder": terms.call.ladder_id,
        "department": terms.department.code,
        "areas": [each.pk for each in terms.areas.all()],
    }
    judged, result = process.phase(calling.JUDGE), process.phase(calling.RESULT)
    window = terms.window
    return values | {
        "area": process.area_id,
        "opens": window.opens_at if window else None,
        "closes": window.closes_at if window else None,
        "judged": judged.closes_at if judged else None,
        "result": result.opens_at if result else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, slug: str) -> HttpResponse:
    """The same call with another title and other dates."""
    person, terms = _keeper(request), one(request, slug)
    form = CopyForm(request.POST or None, initial={"title": terms.call.process.title})
    if request.method == "POST" and form.is_valid():
        names = form.cleaned_data
        made = calling.copy_call(
            person, terms, dates=form.dates, title=names["title"], title_en=names["title_en"], at=now()
        )
        messages.success(request, _("The copy is prepared. Look at it and publish it."))
        return redirect(made.get_absolute_url())
    return _desk(request, "call_form", {"terms": terms, "title": _("Copy the call")}, form)


@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the call public."""
    person, terms = _keeper(request), one(request, slug)
    calling.publish_call(person, terms, at=now())
    messages.success(request, _("The call is public."))
    return redirect(terms.get_absolute_url())


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """End the time for proposals before its day."""
    person, terms, at = _keeper(request), one(request, slug), now()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        calling.close_call(person, terms, reason=form.cleaned_data["reason"], at=at)
        messages.success(request, _("The call is closed. Everybody who has proposed is told."))
        return redirect(terms.get_absolute_url())
    actions.close_call.require(person, terms=terms, reason="-", at=at)
    return _desk(
        request,
        "call_form",
        {"terms": terms, "title": _("Close the call before its day"), "danger": True},
        form,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest, slug: str) -> HttpResponse:
    """Places with reasons, beside the jury's points. What is not among the first ones is added by its number."""
    person, terms, at = _keeper(request), one(request, slug), now()
    actions.publish_result.require(person, terms=terms, at=at)
    rows = in_list(person).filter(call=terms.call_id)
    scores = juries.scores(terms.call, terms.jury)
    found = _first(rows, scores)
    there = {each.pk for each in found}
    more = rows.filter(number__in=request.POST.getlist("also")[:MOST_ADDED]).exclude(pk__in=there)
    also = list(more.order_by("number"))
    another = AnotherForm(rows, request.POST if "add" in request.POST else None)
    if another.is_bound and another.is_valid():
        also += [another.found] if another.found.pk not in there | {each.pk for each in also} else []
    form = _result_form(request, [*found, *also], adding=another.is_bound)
    if form.is_bound and form.is_valid():
        calling.publish_result(
            person, terms, places=form.places, reasons=form.reasons, reasons_en=form.reasons_en, at=at,
            text=form.cleaned_data["text"], text_en=form.cleaned_data["text_en"],
        )  # fmt: skip
        messages.success(request, _("The result is public. Everybody who has proposed is told."))
        return redirect(terms.get_absolute_url())
    context = {
        "terms": terms,
        "lines": [_line(form, each, scores) for each in form.proposals],
        "also": also,
        "beyond": len(found) == MOST,
        "another": another if another.errors else AnotherForm(rows),
        "first": another.found if another.is_bound and another.is_valid() else None,
        "jury": juries.about(terms.jury),
        "result": form,
    }
    return _desk(request, "call_result", context, another if another.errors else form)


def _first(rows: QuerySet[Proposal], scores: Mapping[int, juries.Score]) -> list[Proposal]:
    """The jury's best first, then the most supported."""
    best = sorted(scores, key=lambda pk: (-scores[pk].points, pk))[:MOST]
    place = {pk: position for position, pk in enumerate(best)}
    found = sorted(rows.filter(pk__in=best), key=lambda each: place[each.pk])
    left = MOST - len(found)
    return found + list(rows.exclude(pk__in=best).order_by("-support_count", "-id")[:left])


def _result_form(request: HttpRequest, proposals: list[Proposal], *, adding: bool) -> ResultForm:
    """The form with what was typed; while a proposal is added nothing is judged yet."""
    if adding:
        return ResultForm(proposals, initial=request.POST.dict())
    return ResultForm(proposals, request.POST or None)


def _line(form: ResultForm, each: Proposal, scores: Mapping[int, juries.Score]) -> dict[str, Any]:
    fields = {name: form[f"{name}-{each.pk}"] for name in ("place", "reason", "reason_en")}
    return {"proposal": each, "score": scores.get(each.pk), **fields}
