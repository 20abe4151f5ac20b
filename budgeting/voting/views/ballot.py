"""The ballot: choose envelope by envelope, review, cast, receipt. Works without JavaScript; the draft stays in the browser."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from budgeting.cycles.models import Cycle
from budgeting.cycles.queries import pairs_among
from budgeting.voting import actions, class_words, drafts, queries
from budgeting.voting.ballots import Paper, Section, taken_off
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.drafts import Draft
from budgeting.voting.forms import form_key, marked, merged, place_of, reviewed
from budgeting.voting.freshness import confirm, is_fresh
from budgeting.voting.refusals import IdempotencyConflict, InvalidBallot, NothingOnBallot
from budgeting.voting.sealing import Choices, Points
from budgeting.voting.views import choosing, comparing, mapping
from budgeting.voting.views.fetching import named, paper_of, vote
from budgeting.voting.views.quiet import quiet
from budgeting.voting.views.refusing import at_the_vote
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.languages import asked, pressed, remember, speak
from civic.common.refusals import SignInFirst


def _enter(request: HttpRequest, slug: str) -> tuple[Cycle, User, Paper]:
    """The vote, the voter, the paper; raises the first refusal (shown by the middleware with its way forward)."""
    cycle = vote(request.user, slug)
    if not isinstance(request.user, User):
        raise SignInFirst
    actions.cast_ballot.require(request.user, cycle=cycle, at=now())
    return cycle, request.user, paper_of(cycle, cycle.voting, request.user)


@quiet
@at_the_vote
@require_GET
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """To the first envelope of this voter's paper."""
    _cycle, _voter, paper = _enter(request, slug)
    if not paper.sections:
        raise NothingOnBallot
    return HttpResponseRedirect(reverse("voting:choose", args=[slug, paper.sections[0].envelope.key]))


@quiet
@at_the_vote
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One envelope: choose, filter, recalculate, swap, bookmark, compare, go on."""
    sitting = _sit(request, slug)
    section = sitting.paper.section(key)
    if section is None and sitting.cycle.envelopes.filter(key=key).exists():
        return HttpResponseRedirect(reverse("voting:begin", args=[slug]))  # its last project was taken off
    if section is None:
        raise Http404
    if request.method == "POST":
        return _chosen(sitting, section)
    if request.GET.get("view") == "map":
        context = {**_common(sitting), **mapping.context(sitting.cycle, section)}
        return render(request, "voting/map.html", context)
    if request.GET.get("view") == "compare":
        context = {**_common(sitting), **comparing.context(section, sitting.draft)}
        return render(request, "voting/compare.html", context)
    return _page(sitting, section, filters=choosing.filters(request.GET))


@dataclass(frozen=True)
class Sitting:
    """One request of a voter at their ballot."""

    request: HttpRequest
    cycle: Cycle
    voter: User
    paper: Paper
    draft: Draft

    def keep(self, response: HttpResponse) -> HttpResponse:
        """Leave the draft in the browser."""
        drafts.keep_draft(response, self.request, self.voter, self.cycle, self.paper, self.draft)
        return response


def _chosen(sitting: Sitting, section: Section) -> HttpResponse:
    """Keep what was chosen in the browser's cookie, then go where the pressed button says."""
    post, draft, key = sitting.request.POST, sitting.draft, section.envelope.key
    draft.choices[key], draft.points[key] = merged(section, post, draft.of(section))
    draft.marks = marked(section, post, draft.marks)
    language = speak(sitting.request)
    return remember(sitting.keep(_answered(sitting, section, pressed(sitting.request))), language)


def _answered(sitting: Sitting, section: Section, do: str) -> HttpResponse:
    request, wanted = sitting.request, choosing.filters(sitting.request.POST)
    place = sitting.paper.sections.index(section)
    chosen, points = sitting.draft.of(section)
    if do == "bar":  # sent by the page's module while the voter chooses
        context = {"part": section, **choosing.bar(section, chosen, points, request.POST)}
        return render(request, "voting/bar.html", context)
    if do == "next":
        fault = "" if sitting.paper.voids else section.fault(chosen, points)
        if fault:
            return _page(sitting, section, filters=wanted, fault=fault, status=422)
        return HttpResponseRedirect(_page_at(sitting, place + 1))
    if do in ("back", "leave"):  # what was chosen is kept, right or wrong
        return HttpResponseRedirect(_page_at(sitting, place - 1 if do == "back" else START))
    if do in ("map", "compare"):
        return HttpResponseRedirect(f"{request.path}?view={do}")
    query = urlencode(wanted)
    return HttpResponseRedirect(f"{request.path}{'?' + query if query else ''}{_anchor(sitting, section)}")


def _anchor(sitting: Sitting, section: Section) -> str:
    """Where the page goes on after a button: in another language at its top, else where the button stood.

    A card is told by its place in the order drawn for this voter, so that no address names a project.
    """
    post = sitting.request.POST
    if asked(sitting.request):
        return ""
    if post.get("do") != "filter" and section.excess(*sitting.draft.of(section)):
        return "#ballot-excess"
    if section.is_ranking and any(name in post for name in ("up", "down", "drop")):
        return "#ballot-order"
    pressed_at = next((post[name] for name in ("add", "more", "less") if name in post), "")
    return place_of(section, post, pressed_at) or "#projects"


START = -1


def _page_at(sitting: Sitting, place: int) -> str:
    """The address of this envelope's page; before the first stands the start, after the last the review."""
    slug, sections = sitting.cycle.slug, sitting.paper.sections
    if place == START:
        return reverse("voting:start", args=[slug])
    if place == len(sections):
        return reverse("voting:review", args=[slug])
    return reverse("voting:choose", args=[slug, sections[place].envelope.key])


def _page(
    sitting: Sitting, section: Section, *, filters: dict[str, str], fault: str = "", status: int = 200
) -> HttpResponse:
    place = sitting.paper.sections.index(section)
    common = _common(sitting)
    context = {
        **common,
        "taken_off": [one for one in common["taken_off"] if one.project.envelope_id == section.envelope.pk],
        "keeps": True,
        "step": place + 1,
        "earlier": sitting.paper.sections[place - 1].envelope if place else None,
        "apart": pairs_among(section.projects),
        **choosing.context(section, sitting.draft, filters),
        "fault_lines": [(_fault_at(section, sitting.draft), fault)] if fault else [],
        "has_errors": bool(fault),
    }
    return render(sitting.request, "voting/choose.html", context, status=status)


def _fault_at(section: Section, draft: Draft) -> str:
    """Where a fault is mended: among what to take out where it is too much, else at the projects."""
    return "ballot-excess" if section.excess(*draft.of(section)) else "projects"


def _common(sitting: Sitting) -> dict[str, Any]:
    """What every page of the sitting shows: where we are, and whether a vote has been cast."""
    cycle = sitting.cycle
    return {
        "section": "vote",
        "cycle": cycle,
        "phase": queries.voting_phase(cycle),
        "paper": sitting.paper,
        "step_labels": choosing.step_labels(sitting.paper),
        "times_cast": queries.times_cast(cycle.voting, sitting.voter),
        "taken_off": taken_off(cycle, sitting.paper),
        "rules": cycle.rules,
    }


@quiet
@at_the_vote
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, slug: str) -> HttpResponse:
    """Check the answers, then cast."""
    return _cast(request, slug) if request.method == "POST" else _review_page(_sit(request, slug))


def _sit(request: HttpRequest, slug: str) -> Sitting:
    """The vote, the voter, the paper and the draft; raises the first refusal."""
    cycle, voter, paper = _enter(request, slug)
    return Sitting(request, cycle, voter, paper, drafts.read_draft(request, voter, cycle, paper))


def _review_page(sitting: Sitting, fault: str = "", status: int = 200) -> HttpResponse:
    paper, draft = sitting.paper, sitting.draft
    fault = fault or paper.fault(draft.choices, draft.points)
    context = {
        **_common(sitting),
        "step": len(paper.sections) + 1,
        "last": paper.sections[-1].envelope if paper.sections else None,
        "parts": [choosing.part(sitting.cycle, section, draft) for section in paper.sections],
        "key": uuid4(),
        "fault": fault,
        "fault_lines": [("", fault)] if fault else [],
        "has_errors": bool(fault),
        "fresh": is_fresh(sitting.request),
        "classes": class_words.told(sitting.cycle, sitting.cycle.voting, sitting.voter),
    }
    return render(sitting.request, "voting/review.html", context, status=status)


def _cast(request: HttpRequest, slug: str) -> HttpResponse:
    """Cast what was sent. Nothing is drawn for it, so nothing is read here: casting looks under the locks, once."""
    cycle, voter, key = named(request.user, slug), request.user, form_key(request)
    if not isinstance(voter, User):
        raise SignInFirst
    choices, points = reviewed(request)
    if key is None or not is_fresh(request):
        return _not_yet(_sit(request, slug), choices, points, confirmed=is_fresh(request))
    try:
        receipt = cast_ballot(voter, cycle, choices, key, points)
    except (InvalidBallot, IdempotencyConflict) as no:
        response = _review_page(_with(_sit(request, slug), choices, points), fault=str(no), status=no.status)
        response["X-Refusal"] = no.code
        return response
    done = HttpResponseRedirect(reverse("voting:receipt", args=[cycle.slug]))
    drafts.forget_choices(done, cycle)
    drafts.keep_receipt(done, request, voter, cycle, receipt)
    return done


def _not_yet(sitting: Sitting, choices: Choices, points: Points, *, confirmed: bool) -> HttpResponse:
    """Whoever signed in long ago confirms it first, and finds the choices again; a form without a key is drawn anew."""
    here = reverse("voting:review", args=[sitting.cycle.slug])
    if confirmed:
        return HttpResponseRedirect(here)
    return _with(sitting, choices, points).keep(confirm(sitting.request, here))


def _with(sitting: Sitting, choices: Choices, points: Points) -> Sitting:
    """The sitting with what was sent in place of its draft; every envelope named, blank ones too."""
    blank = {section.envelope.key: list[str]() for section in sitting.paper.sections}
    sitting.draft.choices, sitting.draft.points = blank | choices, points
    return sitting
