"""The budget officer's pages of polling places and slips, and the code that a resident shows there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, queries
from budgeting.voting.ballots import depends_on_district, paper
from budgeting.voting.domain.marking import give_code
from budgeting.voting.domain.placing import number_slips, save_place
from budgeting.voting.forms_paper import PlaceForm, SlipRunForm
from budgeting.voting.models import PollingPlace, SlipRun
from budgeting.voting.tickets import LIFE
from budgeting.voting.views.fetching import vote
from budgeting.voting.views.quiet import quiet
from civic.areas.models import Area
from civic.common.clock import now

DESK = {"section": "desk"}
FORM = ["GET", "HEAD", "POST"]


@quiet
@require_POST
def code(request: HttpRequest, slug: str) -> HttpResponse:
    """A one-time code, shown on the page that answers; there is no address at which it could be seen again."""
    cycle = vote(request.user, slug)
    given = give_code(request.user, cycle)
    context = {
        "section": "vote",
        "cycle": cycle,
        "code": given,
        "until": now() + LIFE,
        "places": cycle.places.select_related("area"),
    }
    return render(request, "voting/paper/code.html", context)


@require_http_methods(FORM)
def places(request: HttpRequest, slug: str) -> HttpResponse:
    """The places of a vote; the form adds one."""
    cycle = vote(request.user, slug)
    no = _keeper(request, cycle)
    form = PlaceForm(request.POST if request.method == "POST" else None, cycle=cycle)
    if request.method == "POST" and form.is_valid():
        save_place(request.user, cycle, PollingPlace(), **form.cleaned_data)
        messages.success(request, _("The polling place is shown on the page of the vote."))
        return HttpResponseRedirect(request.path)
    found = cycle.places.select_related("area").prefetch_related("slip_runs")
    context = {
        **DESK,
        "cycle": cycle,
        "places": found,
        "form": form,
        "no": no,
        "keeps_slips": actions.keeps_slips(request.user),
    }
    return render(request, "voting/paper/places.html", context, status=422 if form.errors else 200)


def _keeper(request: HttpRequest, cycle: Cycle) -> Any:
    """Pages of the desk are the budget officer's; what is over can still be looked at. Gives why nothing can be changed."""
    no = actions.keep_places.refusal(request.user, cycle=cycle, at=now())
    if no is not None and no.status in (401, 403):
        raise no
    return no


@require_http_methods(FORM)
def place(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place: change it, number slips for it, print them."""
    cycle = vote(request.user, slug)
    no = _keeper(request, cycle)
    found = get_object_or_404(PollingPlace, pk=pk, cycle=cycle)
    form = PlaceForm(request.POST if request.method == "POST" else None, cycle=cycle, instance=found)
    if request.method == "POST" and form.is_valid():
        save_place(request.user, cycle, found, **form.cleaned_data)
        messages.success(request, _("The polling place has been changed."))
        return HttpResponseRedirect(reverse("voting:places", args=[slug]))
    context = {
        **DESK,
        "cycle": cycle,
        "place": found,
        "form": form,
        "no": no,
        "runs": found.slip_runs.all(),
        "slip_form": SlipRunForm(scopes=_scopes(cycle)),
    }
    return render(request, "voting/paper/place.html", context, status=422 if form.errors else 200)


@require_POST
def slips(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Number slips and show the sheet to print."""
    cycle = vote(request.user, slug)
    _keeper(request, cycle)
    found = get_object_or_404(PollingPlace, pk=pk, cycle=cycle)
    form = SlipRunForm(request.POST, scopes=_scopes(cycle))
    if not form.is_valid():
        messages.error(request, _("Between 1 and 2,000 slips can be numbered at once."))
        return HttpResponseRedirect(reverse("voting:place", args=[slug, pk]))
    run = number_slips(request.user, found, **form.cleaned_data)
    return HttpResponseRedirect(reverse("voting:sheet", args=[slug, run.pk]))


@require_GET
def sheet(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The slips of a run, one a page: in Korean, large, with every envelope, its rule and its projects."""
    cycle = vote(request.user, slug)
    _keeper(request, cycle)
    run = get_object_or_404(SlipRun.objects.select_related("place"), pk=pk, place__cycle=cycle)
    context = {
        "cycle": cycle,
        "run": run,
        "phase": queries.voting_phase(cycle),
        "paper": paper(cycle, run.scope or None),
        "scope": Area.objects.filter(code=run.scope).first(),
        "numbers": range(run.first, run.last + 1),
    }
    with override("ko"):  # what is printed for everybody is in Korean, whoever prints it
        return render(request, "voting/paper/sheet.html", context)


def _scopes(cycle: Cycle) -> list[tuple[str, str]]:
    """The districts whose residents get papers of their own; none where all papers are alike."""
    if not depends_on_district(cycle):
        return []
    found = Area.objects.filter(parent=cycle.process.area_id).order_by("code")
    return [(area.code, str(area)) for area in found]
