"""Is my ballot in the box? Anybody with a code may ask; the code travels in the body, never in an address."""

from collections.abc import Iterator
from datetime import datetime
from itertools import repeat
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from budgeting.cycles.models import Envelope, Project
from budgeting.voting import actions, class_words, drafts, queries
from budgeting.voting.classes import CITIZENS
from budgeting.voting.domain.tallying import tally_check
from budgeting.voting.finding import Found, find_receipt
from budgeting.voting.forms import ReceiptForm
from budgeting.voting.judging import void_in
from budgeting.voting.models import OpenedBallot
from budgeting.voting.promising import MERGE_DELAY
from budgeting.voting.views import choosing, receipt_image
from budgeting.voting.views.fetching import vote
from budgeting.voting.views.quiet import quiet
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import SignInFirst


@quiet
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """The form, and under it the answer. Shown at once, not after a redirect: an address would carry the code."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"section": "vote", "form": form, "asked": False}
    if form.is_bound and form.is_valid():
        found = find_receipt(form.cleaned_data["code"])
        if found is not None:
            tally_check(found.group)
        context |= {"asked": True, "found": found, **_shown(found)}
    return render(
        request, "voting/lookup.html", context, status=422 if form.is_bound and not form.is_valid() else 200
    )


def _shown(found: Found | None) -> dict[str, Any]:
    if found is None:
        return {}
    proof = found.proof
    parts = _parts(found.opened) if found.opened else []
    return {
        "result_at": queries.result_at(found.cycle),
        "parts": parts,
        "all_void": bool(parts) and all(part["void"] for part in parts),
        "counted_as": _counted_as(found),
        "has_ledger": found.group.log_key is not None,
        "delay": int(MERGE_DELAY.total_seconds() // 60),
        "place": proof.entry.index + 1 if proof else None,  # people count from one
        "root": bytes(proof.head.root).hex() if proof else "",
        "path": [one.hex() for one in proof.path] if proof else [],
        "commitment": found.commitment.hex(),
    }


def _counted_as(found: Found) -> str:
    """The class that an opened ballot was counted in; "" in a vote without classes."""
    if found.opened is None or found.opened.class_seal is None:
        return ""
    return class_words.labels()[found.opened.voter_class or CITIZENS]


def _parts(opened: OpenedBallot) -> list[dict[str, Any]]:
    """What was chosen, envelope by envelope, and why it is void there where it is."""
    cycle = opened.group.cycle
    numbers = {number for chosen in opened.choices.values() for number in chosen}
    projects = Project.objects.visible_to(AnonymousUser()).filter(envelope__cycle=cycle, number__in=numbers)
    void = void_in(opened)
    by_place = {(each.envelope_id, each.number): each for each in projects}
    return [
        {
            "envelope": envelope,
            "void": void.get(envelope.key),
            "rows": [
                (by_place[envelope.pk, number], points)
                for number, points in _chosen(opened, envelope.key)
                if (envelope.pk, number) in by_place
            ],
        }
        for envelope in Envelope.objects.filter(cycle=cycle)
        if envelope.key in opened.choices
    ]


def _chosen(opened: OpenedBallot, key: str) -> Iterator[tuple[str, int | None]]:
    """What a ballot names in an envelope, in its order, with the points beside it where points are given."""
    given = (opened.points or {}).get(key)
    yield from zip(opened.choices[key], given or repeat(None), strict=False)


@quiet
@require_GET
def given(request: HttpRequest, slug: str) -> HttpResponse:
    """The receipt just given: code, image, promise. The choices are not on it, and not on the server."""
    cycle = vote(request.user, slug)
    if not isinstance(request.user, User):
        raise SignInFirst
    kept = drafts.read_receipt(request, request.user, cycle) or {}
    group = queries.group_of(cycle)
    code, due = kept.get("code", ""), kept.get("due", "")
    context = {
        "section": "vote",
        "cycle": cycle,
        "phase": queries.voting_phase(cycle),
        "code": code,
        "image": receipt_image.of(code) if code else "",
        "promise": kept.get("promise", ""),
        "due": datetime.fromisoformat(due) if due else None,
        "times_cast": queries.times_cast(group, request.user) if group else 0,
        "steps": choosing.after_casting(cycle),
        "rules": queries.rules_of(cycle),
        "may_change": actions.cast_ballot.allows(request.user, cycle=cycle, at=now()),
    }
    return render(request, "voting/receipt.html", context)
