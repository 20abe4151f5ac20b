"""The ballot: choose envelope by envelope, review, cast, receipt. Works without JavaScript; the draft stays in the browser."""

from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, drafts, queries
from budgeting.voting.ballots import Paper, Section
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.forms import form_key, merged, reviewed
from budgeting.voting.freshness import confirm, is_fresh
from budgeting.voting.refusals import IdempotencyConflict, InvalidBallot
from budgeting.voting.sealing import Choices
from budgeting.voting.views import choosing
from budgeting.voting.views.fetching import paper_of, vote
from budgeting.voting.views.quiet import quiet
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import SignInFirst


def _enter(request: HttpRequest, slug: str) -> tuple[Cycle, User, Paper]:
    """The vote, the voter, the paper; raises the first refusal (shown by the middleware with its way forward)."""
    cycle = vote(request.user, slug)
    if not isinstance(request.user, User):
        raise SignInFirst
    actions.cast_ballot.require(request.user, cycle=cycle, at=now())
    return cycle, request.user, paper_of(cycle, cycle.voting, request.user)


@quiet
@require_GET
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """To the first envelope of this voter's paper."""
    _cycle, _voter, paper = _enter(request, slug)
    if not paper.sections:
        raise Http404
    return HttpResponseRedirect(reverse("voting:choose", args=[slug, paper.sections[0].envelope.key]))


@quiet
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One envelope: tick, filter, recalculate, swap, go on."""
    cycle, voter, paper = _enter(request, slug)
    section = paper.section(key)
    if section is None:
        raise Http404
    choices = drafts.read_choices(request, voter, cycle)
    if request.method == "POST":
        return _chosen(request, cycle, voter, paper, section, choices)
    return _page(request, cycle, voter, paper, section, choices, filters=choosing.filters(request.GET))


def _chosen(
    request: HttpRequest, cycle: Cycle, voter: User, paper: Paper, section: Section, choices: Choices
) -> HttpResponse:
    """Keep what was ticked in the browser's cookie, then go where the pressed button says."""
    key = section.envelope.key
    choices[key] = merged(section, request, choices.get(key, []))
    going_on = request.POST.get("do") == "next"
    fault = section.fault(choices[key]) if going_on and not paper.voids else ""
    if fault:
        response = _page(
            request,
            cycle,
            voter,
            paper,
            section,
            choices,
            filters=choosing.filters(request.POST),
            fault=fault,
            status=422,
        )
    elif request.POST.get("do") == "bar":  # sent by the page's module while the voter chooses
        response = render(request, "voting/bar.html", choosing.context(section, choices[key], {}))
    elif going_on:
        response = HttpResponseRedirect(_next(cycle, paper, section))
    else:
        query = urlencode(choosing.filters(request.POST))
        response = HttpResponseRedirect(f"{request.path}{'?' + query if query else ''}#projects")
    drafts.keep_choices(response, request, voter, cycle, choices)
    return response


def _next(cycle: Cycle, paper: Paper, section: Section) -> str:
    place = paper.sections.index(section) + 1
    if place == len(paper.sections):
        return reverse("voting:review", args=[cycle.slug])
    return reverse("voting:choose", args=[cycle.slug, paper.sections[place].envelope.key])


def _page(
    request: HttpRequest,
    cycle: Cycle,
    voter: User,
    paper: Paper,
    section: Section,
    choices: Choices,
    *,
    filters: dict[str, str],
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    chosen = choices.get(section.envelope.key, [])
    context = {
        **_common(cycle, voter, paper),
        "step": paper.sections.index(section) + 1,
        **choosing.context(section, chosen, filters),
        "fault_lines": [("projects", fault)] if fault else [],
        "has_errors": bool(fault),
    }
    return render(request, "voting/choose.html", context, status=status)


def _common(cycle: Cycle, voter: User, paper: Paper) -> dict[str, Any]:
    """What every page of the sitting shows: where we are, and whether a vote has been cast."""
    return {
        "section": "vote",
        "cycle": cycle,
        "phase": queries.voting_phase(cycle),
        "paper": paper,
        "step_labels": choosing.step_labels(paper),
        "times_cast": queries.times_cast(cycle.voting, voter),
        "rules": cycle.rules,
    }


@quiet
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Check the answers, then cast."""
    cycle, voter, paper = _enter(request, slug)
    if request.method == "POST":
        return _cast(request, cycle, voter, paper)
    return _review_page(request, cycle, voter, paper, drafts.read_choices(request, voter, cycle))


def _review_page(
    request: HttpRequest,
    cycle: Cycle,
    voter: User,
    paper: Paper,
    choices: Choices,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    fault = fault or paper.fault({s.envelope.key: choices.get(s.envelope.key, []) for s in paper.sections})
    context = {
        **_common(cycle, voter, paper),
        "step": len(paper.sections) + 1,
        "parts": [
            choosing.part(cycle, section, choices.get(section.envelope.key, [])) for section in paper.sections
        ],
        "key": uuid4(),
        "fault": fault,
        "fault_lines": [("", fault)] if fault else [],
        "has_errors": bool(fault),
        "fresh": is_fresh(request),
    }
    return render(request, "voting/review.html", context, status=status)


def _cast(request: HttpRequest, cycle: Cycle, voter: User, paper: Paper) -> HttpResponse:
    here = reverse("voting:review", args=[cycle.slug])
    choices, key = reviewed(paper, request), form_key(request)
    if not is_fresh(request):
        response: HttpResponse = confirm(request, here)
        drafts.keep_choices(response, request, voter, cycle, choices)
        return response
    if key is None:
        return HttpResponseRedirect(here)
    try:
        receipt = cast_ballot(voter, cycle, choices, key)
    except (InvalidBallot, IdempotencyConflict) as no:
        response = _review_page(request, cycle, voter, paper, choices, fault=str(no), status=no.status)
        response["X-Refusal"] = no.code
        return response
    response = HttpResponseRedirect(reverse("voting:receipt", args=[cycle.slug]))
    drafts.forget_choices(response, cycle)
    drafts.keep_receipt(response, request, voter, cycle, receipt)
    return response
