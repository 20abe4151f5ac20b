"""Published results: the list, one result with its reasons, and the files to recount from."""

from pathlib import PurePath

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from budgeting.cycles.models import RuleSet
from budgeting.cycles.wording import rules_in_words
from budgeting.results import actions, awaiting, classing, showing
from budgeting.results.domain.packing import BALLOTS, path_of
from budgeting.results.files import listed
from budgeting.results.models import Count
from budgeting.voting import proofs
from budgeting.voting.models import VotingGroup
from budgeting.voting.queries import receipt_checks, result_at, taken_off
from civic.common.clock import now
from civic.common.http import for_other_sites
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from civic.opendata.licences import licence
from civic.processes.models import Phase

TYPES = {
    ".pb": "text/plain; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".json": "application/json",
    ".pem": "application/x-pem-file",
    ".zip": "application/zip",
}


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Results, newest first."""
    published = (
        Count.objects.visible_to(AnonymousUser())
        .filter(cycle__published=True)
        .select_related("cycle__process__area")
    )
    page = keyset(published, order=["-published_at", "-pk"], cursor=request.GET.get("after"))
    at, first = now(), "after" not in request.GET
    waiting = [
        {"cycle": cycle, "due": result_at(cycle), "late": awaiting.is_late(cycle, at)}
        for cycle in (awaiting.votes(closed_by=at)[: awaiting.SHOWN] if first else ())
    ]
    return render(request, "results/index.html", {"section": "vote", "page": page, "waiting": waiting})


@require_safe
@for_visitors
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One result. Officers see it before it is published, with a word saying so; everybody else sees when it comes."""
    counts = Count.objects.visible_to(request.user).select_related(
        "cycle__process__area", "cycle__rules", "cycle__voting"
    )
    count = counts.annotate(annulments=proofs.annulments()).filter(cycle__slug=slug).first()
    if count is None:
        return _awaited(request, slug)
    rules: RuleSet = count.cycle.rules
    group: VotingGroup = count.cycle.voting
    turnout, parts = showing.turnout(count), showing.parts(count, count.cycle.currency)
    ages = showing.turnout_by_age(count)
    context = {
        "section": "vote",
        "count": count,
        "cycle": count.cycle,
        "rules": rules,
        "rule_rows": rules_in_words(rules),
        "parts": parts,
        "taken_off": taken_off(count.cycle),
        "places": showing.places(parts, count.cycle.currency),
        "licence": licence(),
        "channels": showing.channels(count),
        "class_cells": classing.cells(count),
        "paper_rejections": showing.paper_rejections(count) if count.channels.get("paper") else [],
        "turnout": turnout,
        "turnout_rate": f"{100 * count.ballots / count.eligible:.1f}" if count.eligible else "",
        "ages": ages,
        "age_bars": showing.age_bars(ages),
        "suppressed": any(cell["voted"] is None for cell in turnout),
        "suppressed_ages": any(cell["voted"] is None for cell in ages),
        "files": list(listed(count.files)),
        "certified": count.is_published and count.certificates.count() >= actions.OFFICERS,
        "keys_destroyed_at": group.keys_destroyed_at,
        "few_ballots": BALLOTS not in count.files,
        "has_ledger": group.log_key is not None,
        "checks": receipt_checks(group) if group.log_key is not None else 0,
        "roll_hash": bytes(group.roll_hash).hex() if group.roll_hash else "",
    }
    return render(request, "results/detail.html", context)


def _awaited(request: HttpRequest, slug: str) -> HttpResponse:
    """The way to a result that is not published; 404 where no vote has this address."""
    cycle, at = get_object_or_404(awaiting.votes(), slug=slug), now()
    context = {
        "section": "vote",
        "cycle": cycle,
        "due": result_at(cycle),
        "late": awaiting.is_late(cycle, at),
        "open": cycle.process.phase_at(Phase.Kind.VOTING, at) is not None,
        "events": list(awaiting.events(cycle, at)),
    }
    return render(request, "results/awaited.html", context)


@require_safe
def download(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """A file of the package, streamed from the storage; only published ones, whoever asks. 304 to who has these bytes."""
    count = get_object_or_404(
        Count.objects.visible_to(AnonymousUser()).select_related("cycle"), cycle__slug=slug
    )
    if name not in count.files or not default_storage.exists(path_of(count.cycle, name)):
        raise Http404
    etag = f'"{count.files[name]["sha256"]}"'
    response = get_conditional_response(request, etag=etag) or FileResponse(
        default_storage.open(path_of(count.cycle, name)),
        as_attachment=True,
        filename=f"{slug}-{name}",
        content_type=TYPES.get(PurePath(name).suffix, "application/octet-stream"),
    )
    response["ETag"] = etag
    for_other_sites(response)
    return response
