"""The officers' desk of a vote: what was done, what is to do, and by whom."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.cycles.models import Cycle
from budgeting.results import actions
from budgeting.results.domain import jobs, overriding
from budgeting.results.domain.certifying import certify_result, destroy_keys
from budgeting.results.domain.publishing import publish_results
from budgeting.results.forms import OverrideForm
from budgeting.results.models import Override, Standing
from budgeting.results.next_steps import next_step, with_steps
from budgeting.results.refusals import NotCounted
from budgeting.voting import actions as voting_actions
from budgeting.voting.queries import group_of, result_at, turnout, voting_phase
from budgeting.voting.trustees import key_is_away
from budgeting.voting.views.fetching import vote, votes
from civic.accounts.actors import holds
from civic.common.actions import Action
from civic.common.clock import now
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


def _require_officer(request: HttpRequest) -> None:
    if not request.user.is_authenticated:
        raise SignInFirst
    if not holds(request.user, "budget", "publisher"):
        raise NotAllowed


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The votes of the house, newest first, each with its next step."""
    _require_officer(request)
    found, at = with_steps(votes(request.user)).order_by("-budget_year", "-pk")[:50], now()
    rows = [(cycle, next_step(cycle, at)) for cycle in found]
    return render(request, "results/desk_index.html", {"section": "desk", "rows": rows})


@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """The steps: roll, vote, close, count, publish, certify, destroy the keys. Each with its first refusal or its button."""
    _require_officer(request)
    cycle = vote(request.user, slug)
    group, count, at = group_of(cycle), actions.count_of(cycle), now()
    given: dict[str, Any] = {"cycle": cycle, "at": at}
    context = {
        "section": "desk",
        "cycle": cycle,
        "group": group,
        "count": count,
        "phase": voting_phase(cycle),
        "result_at": result_at(cycle),
        "trustees": list(cycle.trustees.order_by("place")),
        "key_away": group is not None and key_is_away(group),
        "keeps": holds(request.user, "budget"),
        "keeps_slips": voting_actions.keeps_slips(request.user),
        "turnout": turnout(group) if group and group.closed_at is None else None,
        "job": jobs.progress_of(cycle) if count is None else None,
        "no_prepare": _reason(request.user, given, voting_actions.prepare_voting),
        "no_close": _reason(request.user, given, voting_actions.close_voting),
        "no_count": _reason(request.user, given, actions.count_votes),
        "no_certify": _reason(request.user, given, actions.certify_result) if count else None,
        "no_destroy": _reason(request.user, given, actions.destroy_keys) if count else None,
        "certificates": list(count.certificates.select_related("officer").order_by("pk")) if count else [],
        "no_publish": _reason(request.user, given, actions.publish_results),
        "overrides": list(
            Override.objects.filter(standing__envelope_count__count=count).select_related("standing__project")
        )
        if count
        else [],
        "roll_hash": bytes(group.roll_hash).hex() if group and group.roll_hash else "",
    }
    return render(request, "results/desk.html", context)


def _reason(user: Any, given: Mapping[str, Any], what: Action) -> Refusal | None:
    """Why a step cannot be done: what holds for everybody first, whose step it is only where nothing else is in its way."""
    reasons = what.refusals(user, **given)
    return next((no for no in reasons if not isinstance(no, NotAllowed)), reasons[0] if reasons else None)


def _cycle(request: HttpRequest, slug: str) -> Cycle:
    return vote(request.user, slug)


@require_POST
def count(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a worker to count."""
    jobs.start(request.user, _cycle(request, slug))
    return HttpResponseRedirect(reverse("results:desk", args=[slug]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def override(request: HttpRequest, slug: str) -> HttpResponse:
    """Decide about one project otherwise than counted, with a reason."""
    _require_officer(request)
    cycle = _cycle(request, slug)
    if actions.count_of(cycle) is None:
        raise NotCounted
    standings = Standing.objects.visible_to(request.user).filter(
        envelope_count__count__cycle=cycle, override=None
    )
    form = OverrideForm(request.POST or None, standings=standings.select_related("project"))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            overriding.override(
                request.user,
                given["project"],
                funded=given["funded"],
                reason=given["reason"],
                reason_en=given["reason_en"],
            )
        except Refusal as no:
            form.add_error(None, f"{no} {no.way_forward}".strip())
        else:
            return HttpResponseRedirect(reverse("results:desk", args=[slug]))
    context = {"section": "desk", "cycle": cycle, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "results/override.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish: the second officer's act. It cannot be undone, so GET asks once more and says what becomes public."""
    cycle = _cycle(request, slug)
    if request.method == "POST":
        publish_results(request.user, cycle)
        return HttpResponseRedirect(reverse("results:detail", args=[slug]))
    actions.publish_results.require(request.user, cycle=cycle, at=now())
    count = actions.count_of(cycle)
    standings = Standing.objects.visible_to(request.user).filter(envelope_count__count=count)
    numbers = standings.annotate(in_the_end=Coalesce("override__funded", "funded")).aggregate(
        projects=Count("pk"), funded=Count("pk", filter=Q(in_the_end=True)), otherwise=Count("override")
    )
    context = {"section": "desk", "cycle": cycle, "count": count, "rows": _to_publish(count, numbers)}
    return render(request, "results/publish.html", context)


def _to_publish(count: Any, numbers: Mapping[str, int]) -> list[dict[str, str]]:
    """What the second officer looks at once more."""
    return [
        {"label": _("ballots counted"), "value": f"{count.ballots:,}"},
        {"label": _("projects counted"), "value": f"{numbers['projects']:,}"},
        {"label": _("Funded"), "value": f"{numbers['funded']:,}"},
        {"label": _("Decided otherwise than counted"), "value": f"{numbers['otherwise']:,}"},
    ]


@require_POST
def certify(request: HttpRequest, slug: str) -> HttpResponse:
    """One officer's certificate after the time for appeals."""
    certify_result(request.user, _cycle(request, slug))
    return HttpResponseRedirect(reverse("results:desk", args=[slug]) + "#certify")


@require_http_methods(["GET", "HEAD", "POST"])
def destroy(request: HttpRequest, slug: str) -> HttpResponse:
    """Destroy the keys of the vote. It cannot be undone, so GET asks once more."""
    cycle = _cycle(request, slug)
    if request.method == "POST":
        destroy_keys(request.user, cycle)
        return HttpResponseRedirect(reverse("results:desk", args=[slug]) + "#keys")
    actions.destroy_keys.require(request.user, cycle=cycle, at=now())
    return render(request, "results/destroy.html", {"section": "desk", "cycle": cycle})
