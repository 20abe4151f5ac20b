"""Entering the slips of a place: two people, each without seeing what the other sees; a third where they differ."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from budgeting.voting import actions, slips
from budgeting.voting.ballots import Paper, depends_on_district, paper, taken_off_numbers
from budgeting.voting.domain import closing_paper, entering, resolving
from budgeting.voting.domain.marking import marks_at
from budgeting.voting.forms_paper import CloseForm, SlipForm, shown
from budgeting.voting.models import PaperBatch, PollingPlace, SlipReading
from budgeting.voting.views.fetching import vote
from budgeting.voting.views.quiet import quiet
from civic.areas.models import Area
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed, Refusal

DESK = {"section": "desk"}
FORM = ["GET", "HEAD", "POST"]
PAGE = 50


@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """The places of a vote with their batches: what is done, and what can be begun."""
    cycle, at = vote(request.user, slug), now()
    places = list(cycle.places.select_related("area").prefetch_related("batches"))
    mine = [each for each in places if _may_look(request, each)]
    if places and not mine:
        raise NotAllowed
    context = {
        **DESK,
        "cycle": cycle,
        "lines": [line for each in mine for line in _lines(each)],
        "no": actions.enter_paper.refusal(request.user, place=mine[0], at=at) if mine else None,
    }
    return render(request, "voting/paper/index.html", context)


def _may_look(request: HttpRequest, place: PollingPlace) -> bool:
    """Raises for who works at no such place; a place of another district is left out."""
    no = actions.enter_paper.refusal(request.user, place=place, at=now())
    if no is not None and no.status == 401:
        raise no
    return no is None or no.status != 403


def _lines(place: PollingPlace) -> list[dict[str, Any]]:
    """One line for each batch that the place has or needs: one, or one for each district whose residents came."""
    batches = {batch.scope: batch for batch in place.batches.all()}
    scopes = set(batches) | set(place.marks.values_list("scope", flat=True).distinct())
    if not scopes and not depends_on_district(place.cycle):
        scopes = {""}
    names = {area.code: area for area in Area.objects.filter(code__in=scopes)}
    return [
        {"place": place, "scope": scope, "area": names.get(scope), "batch": batches.get(scope)}
        for scope in sorted(scopes)
    ]


@require_POST
def begin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Be the first reader of a place's slips."""
    cycle = vote(request.user, slug)
    place = get_object_or_404(cycle.places.select_related("cycle__process", "cycle__voting"), pk=pk)
    batch = entering.begin_batch(request.user, place, request.POST.get("scope", ""))
    return HttpResponseRedirect(reverse("voting:enter", args=[slug, batch.pk]))


def batch_or_404(request: HttpRequest, slug: str, pk: int) -> PaperBatch:
    """A batch of this vote; only for those who may handle paper there."""
    cycle = vote(request.user, slug)
    rows = PaperBatch.objects.select_related(
        "place__area", "place__cycle__process", "place__cycle__voting", "place__cycle__rules"
    ).select_related("entered_by", "confirmed_by", "resolved_by", "closed_by")
    batch = get_object_or_404(rows, pk=pk, place__cycle=cycle)
    no = actions.enter_paper.refusal(request.user, place=batch.place, at=now())
    if no is not None and no.status in (401, 403):
        raise no
    return batch


@quiet
@require_http_methods(FORM)
def detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Where the batch stands and what comes next; after both readings the differences; then the close."""
    batch = batch_or_404(request, slug, pk)
    form = CloseForm(request.POST if request.method == "POST" else None, instance=batch)
    if request.method == "POST" and form.is_valid():
        try:
            closing_paper.close_batch(request.user, batch, **form.cleaned_data)
        except Refusal as no:
            form.add_error(None, f"{no} {no.way_forward}")
        else:
            return HttpResponseRedirect(request.path)  # the page itself says first that it is closed
    both = batch.entered_at is not None and batch.confirmed_at is not None
    context = {**_common(batch), "form": form, "both": both, "reader": _reader(request, batch)}
    if both:
        context |= _compared(batch)
    context["minutes"] = _minutes(batch)
    context["no_close"] = actions.close_paper.refusal(request.user, batch=batch, at=now())
    context["again"] = {one: _may_again(request, batch, one) for one in ("first", "second", "both")}
    context["no_resolve"] = actions.resolve_paper.refusal(request.user, batch=batch, at=now())
    return render(request, "voting/paper/batch.html", context, status=422 if form.errors else 200)


def _may_again(request: HttpRequest, batch: PaperBatch, reading: str) -> bool:
    """May this person begin the reading anew? Their own they mend instead, slip by slip."""
    mine = _reader(request, batch) == reading
    return not mine and actions.read_paper_again.allows(
        request.user, batch=batch, reading=reading, reason=None, at=now()
    )


def _common(batch: PaperBatch) -> dict[str, Any]:
    return {
        **DESK,
        "batch": batch,
        "cycle": batch.place.cycle,
        "area": Area.objects.filter(code=batch.scope).first() if batch.scope else None,
    }


def _minutes(batch: PaperBatch) -> list[dict[str, Any]]:
    """What the minutes say of a closed batch."""
    return [
        {"label": _("Closed by"), "value": str(batch.closed_by or "")},
        {"label": _("Slips that count"), "value": batch.slips},
        {"label": _("SHA-256 of the scans"), "value": batch.scans_sha256},
        {"label": _("remark for the minutes"), "value": batch.note},
    ]


def _reader(request: HttpRequest, batch: PaperBatch) -> str:
    """ "first", "second" or "": who of the readers looks."""
    if request.user.pk == batch.entered_by_id:
        return "first"
    return "second" if request.user.pk == batch.confirmed_by_id else ""


def _compared(batch: PaperBatch) -> dict[str, Any]:
    """What both readings together say: differences, sums, what is not counted and why."""
    readings = list(batch.readings.all())
    mine, gone = paper(batch.place.cycle, batch.scope or None), taken_off_numbers(batch.place.cycle)
    found, read = slips.differences(readings), slips.agreed(readings)
    return {
        "differences": [_shown(one, mine) for one in found],
        "undecided": sum(one.final is None for one in found),
        "handed_out": sum(one.fate in slips.HANDED_OUT for one in read.values()),
        "apart": [
            (number, slips.Fate(one.fate).label)
            for number, one in read.items()
            if one.fate not in slips.IN_THE_BOX
        ],
        "marks": marks_at(batch.place, batch.scope),
        "rejections": [
            {"one": one, "why": slips.REASONS[one.reason]} for one in slips.rejections(mine, read, gone)
        ],
    }


def _shown(one: slips.Difference, mine: Paper) -> dict[str, Any]:
    return {
        "number": one.number,
        "first": _in_words(one.first, mine),
        "second": _in_words(one.second, mine),
        "final": _in_words(one.final, mine) if one.final else "",
    }


def _in_words(marked: slips.Marked | None, mine: Paper) -> str:
    """A slip in one line: "City-wide: 1, 4, 7 · Districts: ?"."""
    if marked is None:
        return _("not entered")
    if marked.fate != slips.Fate.READ:
        return str(slips.Fate(marked.fate).label)
    parts = []
    for section in mine.sections:
        seen = marked.choices.get(section.envelope.key, [])
        words = _("cannot be read") if seen is None else ", ".join(seen) or _("nothing marked")
        parts.append(f"{section.envelope}: {words}")
    return " · ".join(parts)


@quiet
@require_http_methods(FORM)
def enter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One slip after the other: its number, what is marked. The keyboard is enough; the page shows one's own reading only."""
    batch = batch_or_404(request, slug, pk)
    actions.enter_paper.require(request.user, place=batch.place, at=now())
    reader = entering.reader_of(request.user, batch)
    mine, gone = paper(batch.place.cycle, batch.scope or None), taken_off_numbers(batch.place.cycle)
    form = SlipForm(
        request.POST if request.method == "POST" else None,
        paper=mine,
        gone=gone,
        initial=_again(request, batch, reader),
    )
    if request.method == "POST" and form.is_valid():
        try:
            entering.enter_slip(request.user, batch, form.cleaned_data["number"], form.marked())
        except Refusal as no:
            form.add_error("number", f"{no} {no.way_forward}")
        else:
            return HttpResponseRedirect(request.path)
    rows = SlipReading.objects.filter(batch=batch, reader=reader)
    page = keyset(rows, order=("-number", "-id"), cursor=request.GET.get("after"), size=PAGE)
    context = {
        **_common(batch),
        "form": form,
        "paper": mine,
        "page": page,
        "lines": [(one.number, _in_words(slips.Marked.of(one), mine)) for one in page],
        "entered": rows.count(),
        "finished": (batch.entered_at if reader == "first" else batch.confirmed_at) is not None,
    }
    return render(request, "voting/paper/enter.html", context, status=422 if form.errors else 200)


def _again(request: HttpRequest, batch: PaperBatch, reader: str) -> dict[str, Any]:
    """A slip of one's own reading to be corrected, as the form's first values."""
    number = request.GET.get("slip", "")
    if not number.isdigit():
        return {}
    found = SlipReading.objects.filter(batch=batch, reader=reader, number=int(number[:9])).first()
    return {"number": found.number, **shown(slips.Marked.of(found))} if found else {}


@require_POST
def second(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Be the second reader."""
    entering.begin_second(request.user, batch_or_404(request, slug, pk))
    return HttpResponseRedirect(reverse("voting:enter", args=[slug, pk]))


@require_POST
def drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a mistyped slip out of one's own reading."""
    batch, number = batch_or_404(request, slug, pk), request.POST.get("slip", "")
    if number.isdigit():
        entering.drop_slip(request.user, batch, int(number[:9]))
    return HttpResponseRedirect(reverse("voting:enter", args=[slug, pk]))


@require_POST
def finish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """All slips are entered."""
    entering.finish_reading(request.user, batch_or_404(request, slug, pk))
    return HttpResponseRedirect(reverse("voting:batch", args=[slug, pk]))


@quiet
@require_http_methods(FORM)
def resolve(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """A third person looks at one slip and says what stands on it."""
    batch = batch_or_404(request, slug, pk)
    actions.resolve_paper.require(request.user, batch=batch, at=now())
    mine, gone = paper(batch.place.cycle, batch.scope or None), taken_off_numbers(batch.place.cycle)
    found = [one for one in slips.differences(batch.readings.all()) if one.number == number]
    decided = found[0].final if found else None
    form = SlipForm(
        request.POST if request.method == "POST" else None,
        paper=mine,
        gone=gone,
        fixed=number,
        third=True,
        initial=shown(decided) if decided else {},
    )
    if request.method == "POST" and form.is_valid():
        resolving.resolve_slip(request.user, batch, number, form.marked())
        return HttpResponseRedirect(reverse("voting:batch", args=[slug, pk]) + "#differences")
    context = {
        **_common(batch),
        "form": form,
        "paper": mine,
        "number": number,
        "difference": _shown(found[0], mine) if found else None,
    }
    return render(request, "voting/paper/resolve.html", context, status=422 if form.errors else 200)
