"""Rooms: the list, one room day by day, booking it, one's own bookings; the host's list of rooms."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.dates import date_text
from civic.common.paging import keyset
from civic.common.visitors import for_visitors
from workshops.spaces import actions, queries
from workshops.spaces.domain import booking as domain
from workshops.spaces.forms import DAYS, BookForm, SpaceForm
from workshops.spaces.models import Booking, Space
from workshops.spaces.refusals import NotAhead, OutsideHours, Taken, TooLong

SECTION = {"section": "workshops"}


def space_or_404(request: HttpRequest, code: str) -> Space:
    """The room, if this viewer may see it."""
    found = Space.objects.visible_to(request.user).select_related("area", "department")
    return get_object_or_404(found, code=code)


@require_safe
@for_visitors
def index(request: HttpRequest) -> HttpResponse:
    """Every room in use."""
    found = Space.objects.visible_to(request.user).filter(in_use=True).select_related("area")
    page = keyset(found, order=("title", "id"), cursor=request.GET.get("after"), size=30)
    return render(request, "workshops/spaces/list.html", {**SECTION, "page": page})


@require_safe
def space(request: HttpRequest, code: str) -> HttpResponse:
    """One room: where, how large, when it is open, and the chosen day piece by piece."""
    found = space_or_404(request, code)
    today = timezone.localdate(now())
    day = _day(request.GET.get("day"), today)
    context = {
        "space": found,
        "day": day,
        "pieces": queries.day_of(found, day, request.user),
        "days": [
            {"label": date_text(one, year=False), "href": f"?day={one.isoformat()}", "current": one == day}
            for one in queries.next_days(today)
            if one.isoweekday() in found.open_days
        ],
        "open_days": days_in_words(found.open_days),
        "hosting": holds(request.user, Role.Kind.HOST),
    }
    return render(request, "workshops/spaces/space.html", {**SECTION, **context})


def days_in_words(days: list[int]) -> list[str]:
    """The open days; one word where the room is open on each of them."""
    if set(days) == {number for number, _label in DAYS}:
        return [_("Every day")]
    return [str(label) for number, label in DAYS if number in days]


def _day(typed: str | None, today: date) -> date:
    """The day that was asked for; today where nothing readable was."""
    try:
        return date.fromisoformat(typed or "")
    except ValueError:
        return today


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, code: str) -> HttpResponse:
    """One form: day, from, until, for whom."""
    found = space_or_404(request, code)
    hosting = holds(request.user, Role.Kind.HOST)
    day = _day(request.GET.get("day"), timezone.localdate(now()))
    form = BookForm(request.POST or None, initial={"day": day}, hosting=hosting)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            domain.book(request.user, found, at=now(), **form.booking())
        except (Taken, OutsideHours, TooLong, NotAhead) as no:  # another time may do: what was typed stays
            status = no.status
            form.add_error("day" if isinstance(no, NotAhead) else "begins", f"{no} {no.way_forward}".strip())
        else:
            messages.success(request, _("The room is booked."))
            return redirect("spaces:mine")
    context: dict[str, Any] = {**SECTION, "space": found, "form": form}
    return render(request, "workshops/spaces/book.html", context, status=status)


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The rooms that I have booked, the last booking first."""
    found = Booking.objects.visible_to(request.user).filter(user=request.user.pk)
    page = keyset(
        found.select_related("space", "workshop"), order=("-id",), cursor=request.GET.get("after"), size=20
    )
    at = now()
    lines = [{"booking": one, "may_cancel": one.cancelled_at is None and one.starts_at > at} for one in page]
    return render(request, "workshops/spaces/mine.html", {**SECTION, "page": page, "lines": lines})


@login_required
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a room back."""
    found = get_object_or_404(Booking.objects.visible_to(request.user), pk=pk)
    domain.cancel_booking(request.user, found, at=now())
    messages.success(request, _("The booking is cancelled."))
    return redirect("spaces:mine")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, code: str = "") -> HttpResponse:
    """The host adds a room or changes one."""
    actions.save_space.require(request.user)
    found = space_or_404(request, code) if code else None
    form = SpaceForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = domain.save_space(request.user, found, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"section": "desk", "show_desk": True, "space": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/spaces/form.html", context, status=status)
