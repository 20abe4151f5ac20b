"""What everybody sees of votes: which there are, who may vote, how; and the reminder."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from budgeting.cycles.models import Cycle
from budgeting.voting import actions, class_words, drafts, programs, queries, refusals
from budgeting.voting.ballots import Paper, paper, taken_off
from budgeting.voting.domain.reminding import set_reminder
from budgeting.voting.models import Reminder, VotingGroup
from budgeting.voting.views.fetching import vote, votes
from budgeting.voting.views.quiet import quiet
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.visitors import for_visitors
from civic.processes.models import Phase

SHOWN = 50


@require_GET
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Open votes first, then those to come, then the closed ones with the way to their results."""
    at = now()
    found: dict[str, list[dict[str, Any]]] = {"open": [], "coming": [], "closed": []}
    for cycle in votes(request.user).order_by("-budget_year", "-pk")[:SHOWN]:
        phase = queries.voting_phase(cycle)
        if phase is not None:
            found[_state(cycle, phase, at)].append(
                {"cycle": cycle, "phase": phase, "result_at": queries.result_at(cycle)}
            )
    return render(request, "voting/index.html", {"section": "vote", **found})


def _state(cycle: Cycle, phase: Phase, at: datetime) -> str:
    if at < phase.opens_at:
        return "coming"
    return "open" if at < phase.closes_at else "closed"


@quiet
@require_GET
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Eligibility first: which ballots this person gets, or every reason why not, each with its way forward."""
    cycle, at = vote(request.user, slug), now()
    group = queries.group_of(cycle)
    noes = actions.cast_ballot.refusals(request.user, cycle=cycle, at=at)
    person = request.user if isinstance(request.user, User) else None
    entry = queries.roll_entry(group, person) if group and person else None
    is_open = (
        group is not None
        and group.roll_fixed_at is not None
        and cycle.process.phase_at(Phase.Kind.VOTING, at) is not None
    )
    mine = paper(cycle, entry.area_code if entry else None)
    if not noes and not mine.sections:
        noes = [refusals.NothingOnBallot()]
    on_paper = any(isinstance(no, refusals.VotedInPerson) for no in noes)
    too_young = any(isinstance(no, refusals.AgeNotShown) for no in noes)
    return render(
        request,
        "voting/start.html",
        {
            "section": "vote",
            "cycle": cycle,
            "group": group,
            "phase": queries.voting_phase(cycle),
            "result_at": queries.result_at(cycle),
            "reasons": noes,
            "paper": mine,
            "taken_off": taken_off(cycle, mine),
            "rules": queries.rules_of(cycle),
            "times_cast": 0 if on_paper else _times_cast(group, person, entry is not None),
            "places": list(cycle.places.select_related("area")),
            "can_go": is_open and entry is not None and not on_paper and not too_young,
            "may_come": is_open and entry is not None and not on_paper,  # the clerk sees the age on the card
            "is_open": is_open,
            "turnout": queries.turnout(group) if group and is_open else None,
            "reminded": _reminded(group, person),
            "minutes": _minutes(mine),
            "unfinished": drafts.read_draft(request, person, cycle, mine).chosen
            if person and not noes
            else 0,
            "classes": class_words.told(cycle, group, person),
            "roll_hash": bytes(group.roll_hash).hex() if group and group.roll_hash else "",
        },
    )


def _times_cast(group: VotingGroup | None, person: User | None, on_roll: bool) -> int:
    return queries.times_cast(group, person) if group and person and on_roll else 0


def _reminded(group: VotingGroup | None, person: User | None) -> bool:
    return bool(group and person and Reminder.objects.filter(group=group, user=person).exists())


def _minutes(mine: Paper) -> int:
    """About how long reading the ballot takes: half a minute for a project, at least two."""
    return max(2, sum(len(section.projects) for section in mine.sections) // 2)


@quiet
@require_POST
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    """Be reminded, or not any more."""
    set_reminder(request.user, vote(request.user, slug), wanted=request.POST.get("wanted") == "yes")
    return HttpResponseRedirect(reverse("voting:start", args=[slug]) + "#reminder")


@require_GET
def secrecy(request: HttpRequest) -> HttpResponse:
    """How a ballot is kept secret, how anybody checks the count, and what is not promised."""
    return render(request, "voting/secrecy.html", {"section": "vote", "programs": programs.all_of_them()})
