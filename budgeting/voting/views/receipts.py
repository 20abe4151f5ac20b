"""Is my ballot in the box? Anybody with a code may ask; the code travels in the body, never in an address."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from budgeting.cycles.models import Envelope, Project
from budgeting.voting.forms import ReceiptForm
from budgeting.voting.models import OpenedBallot
from budgeting.voting.queries import Found, find_receipt, result_at
from budgeting.voting.views.quiet import quiet


@quiet
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def lookup(request: HttpRequest) -> HttpResponse:
    """The form, and under it the answer. Shown at once, not after a redirect: an address would carry the code."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"section": "vote", "form": form, "asked": False}
    if form.is_bound and form.is_valid():
        found = find_receipt(form.cleaned_data["code"])
        context |= {"asked": True, "found": found, **_shown(found)}
    return render(
        request, "voting/lookup.html", context, status=422 if form.is_bound and not form.is_valid() else 200
    )


def _shown(found: Found | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {"result_at": result_at(found.cycle), "parts": _parts(found.opened) if found.opened else []}


def _parts(opened: OpenedBallot) -> list[dict[str, Any]]:
    """What was chosen, envelope by envelope; two queries."""
    cycle = opened.group.cycle
    numbers = {number for chosen in opened.choices.values() for number in chosen}
    projects = Project.objects.visible_to(AnonymousUser()).filter(envelope__cycle=cycle, number__in=numbers)
    by_place = {(each.envelope_id, each.number): each for each in projects}
    return [
        {
            "envelope": envelope,
            "projects": [
                by_place[envelope.pk, n] for n in opened.choices[envelope.key] if (envelope.pk, n) in by_place
            ],
        }
        for envelope in Envelope.objects.filter(cycle=cycle)
        if envelope.key in opened.choices
    ]
