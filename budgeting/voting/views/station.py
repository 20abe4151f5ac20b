"""At a polling place: find somebody on the roll, mark that they vote on paper, open a kiosk."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from budgeting.voting import actions, queries
from budgeting.voting.domain.kiosks import end_kiosk, open_kiosk
from budgeting.voting.domain.marking import find_voter, mark_in_person, marks_at
from budgeting.voting.forms_paper import LookUpForm
from budgeting.voting.models import KioskSession, PollingPlace
from budgeting.voting.refusals import NobodyFound, TooManyLookUps
from budgeting.voting.views.quiet import quiet
from civic.accounts.actors import roles_of
from civic.accounts.models import Role, User
from civic.areas.models import Area
from civic.common import qr
from civic.common.clock import now
from civic.common.refusals import NotAllowed, SignInFirst

DESK = {"section": "desk"}
PLACES = 100
AT_THE_ROLL, AT_THE_DEVICES = "roll", "devices"


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The places at which this person works."""
    roles = [role for role in roles_of(request.user) if role.kind == Role.Kind.STATION]
    if not request.user.is_authenticated:
        raise SignInFirst
    if not roles:
        raise NotAllowed
    rows = PollingPlace.objects.visible_to(request.user).select_related("area", "cycle__process")
    if all(role.area_id for role in roles):
        rows = rows.filter(area__in=[role.area_id for role in roles])
    rows = rows.prefetch_related("cycle__process__phases").order_by("-pk")[:PLACES]
    return render(request, "voting/station/index.html", {**DESK, "rows": _open_first(rows)})


def fetch(request: HttpRequest, pk: int) -> PollingPlace:
    """A place, through its viewer; then only for its clerks."""
    rows = PollingPlace.objects.visible_to(request.user).select_related(
        "area", "cycle__process", "cycle__voting", "cycle__rules"
    )
    place = get_object_or_404(rows.prefetch_related("cycle__process__phases"), pk=pk)
    actions.work_at_place.require(request.user, place=place)
    return place


@quiet
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen of the clerk: the look-up, and under it the person found. Shown at once: an address would carry the code."""
    place = fetch(request, pk)
    form = LookUpForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        try:
            person, code = find_voter(request.user, place, **form.cleaned_data)
        except (NobodyFound, TooManyLookUps) as no:
            form.add_error(None, f"{no} {no.way_forward}")
        else:
            entry = queries.roll_entry(place.cycle.voting, person)
            district = Area.objects.filter(code=entry.area_code).first() if entry else None
            context |= {"person": person, "code": code, "district": district, "form": LookUpForm()}
            context |= _age(place, person)
    return _screen(request, place, context, status=422 if form.errors else 200)


def _age(place: PollingPlace, person: User) -> dict[str, Any]:
    """The age that the rules ask for, and whether a statement has shown it already; else the clerk looks at the document."""
    least = queries.asked_age(place.cycle)
    return {"least_age": least, "age_shown": least is not None and queries.shows_age(person, least)}


def _open_first(places: Iterable[PollingPlace]) -> list[dict[str, Any]]:
    """What the list shows of each place; those whose vote runs come first, for that is where somebody stands in line."""
    at = now()
    rows = [{"place": one, "phase": queries.voting_phase(one.cycle)} for one in places]
    return sorted(
        rows, key=lambda row: not (row["phase"] and row["phase"].opens_at <= at < row["phase"].closes_at)
    )


def _screen(
    request: HttpRequest, place: PollingPlace, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    shown = {
        **DESK,
        **_done(request),
        "place": place,
        "phase": queries.voting_phase(place.cycle),
        "no": actions.mark_in_person.refusal(request.user, place=place, at=now()),
        "may_open": actions.mark_in_person.allows(request.user, place=place, at=now(), channel="kiosk"),
        "marks": marks_at(place),
        "taken_off": queries.taken_off(place.cycle),
        "on_paper": queries.offers_paper(place.cycle),
        "kiosks": place.kiosks.filter(ended_at__isnull=True).order_by("-opened_at")[:20],
        **context,
    }
    return render(request, "voting/station/screen.html", shown, status=status)


def _done(request: HttpRequest) -> dict[str, Any]:
    """What was just done, said where the clerk goes on, and not at the head of the page, which is the furthest from it."""
    said = list(messages.get_messages(request))
    at = {place: [one for one in said if one.extra_tags == place] for place in (AT_THE_ROLL, AT_THE_DEVICES)}
    return {"messages": [one for one in said if one.extra_tags not in at], "done": at}


@quiet
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the person; then the clerk hands out a slip."""
    seen = request.POST.get("age_seen") == "yes"
    mark_in_person(request.user, fetch(request, pk), request.POST.get("code", ""), age_seen=seen)
    said = _("Marked. Let the person take a slip from the pile, face down.")
    messages.success(request, said, extra_tags=AT_THE_ROLL)
    return HttpResponseRedirect(reverse("voting:station", args=[pk]))


@quiet
@require_POST
def open_device(request: HttpRequest, pk: int) -> HttpResponse:
    """A new kiosk: its code as a QR image, shown once, on the page that answers."""
    place = fetch(request, pk)
    _kiosk, code = open_kiosk(request.user, place)
    address = f"{settings.SITE_URL}{reverse('voting:kiosk_join', args=[code])}"
    context = {**DESK, "place": place, "address": address, "image": qr.data_address(address, scale=6)}
    return render(request, "voting/station/kiosk.html", context)


@quiet
@require_POST
def end_device(request: HttpRequest, pk: int, kiosk: UUID) -> HttpResponse:
    """The device is no kiosk any more."""
    place = fetch(request, pk)
    end_kiosk(request.user, get_object_or_404(KioskSession, pk=kiosk, place=place))
    messages.success(request, _("The voting device has been ended."), extra_tags=AT_THE_DEVICES)
    return HttpResponseRedirect(reverse("voting:station", args=[pk]))
