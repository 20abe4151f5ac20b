"""The line for a place: join it, see one's place in it, take the place that is held, leave."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from civic.accounts.models import User
from civic.common.clock import now
from workshops import actions, queries, words
from workshops.before.places import places_for
from workshops.domain import waiting as line
from workshops.forms import RegisterForm
from workshops.models import Waiting
from workshops.views.public import SECTION, workshop_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def waiting_list(request: HttpRequest, code: str) -> HttpResponse:
    """One's own place in line, or the form that joins it."""
    workshop = workshop_or_404(request, code)
    at = now()
    entry = queries.waiting_of(workshop, request.user)
    context: dict[str, Any] = {**SECTION, "workshop": workshop, "times": words.times(workshop)}
    if entry is not None and request.method != "POST":
        offered = entry.has_offer(at)
        place = 0 if offered else line.place_in_line(entry)
        return render(
            request, "workshops/in_line.html", {**context, "entry": entry, "offered": offered, "place": place}
        )
    companions = _companions(request) if workshop.companions_max else 0
    places = places_for(request.user, workshop, wheelchair="wheelchair" in request.POST)
    actions.join_waiting_list.require(
        request.user, workshop=workshop, at=at, seats=1 + companions, places=places
    )
    name = request.user.display_name if isinstance(request.user, User) else ""
    form = RegisterForm(
        request.POST or None, initial={"name": name, "companions": companions}, workshop=workshop
    )
    if request.method == "POST" and form.is_valid():
        line.join(request.user, workshop, at=at, **form.given())
        messages.success(request, _("You are on the waiting list."))
        return redirect("workshops:waiting-list", code=code)
    status = 422 if request.method == "POST" else 200
    return render(request, "workshops/join_line.html", {**context, "form": form}, status=status)


def _companions(request: HttpRequest) -> int:
    """How many companions were asked for; the form says what is wrong with anything else."""
    typed = (request.POST or request.GET).get("companions", "0")
    return int(typed) if typed.isdecimal() and len(typed) < 3 else 0


def _own(request: HttpRequest, code: str) -> Waiting:
    entry = queries.waiting_of(workshop_or_404(request, code), request.user)
    if entry is None:
        raise Http404
    return entry


@login_required
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take the place that is held."""
    line.take(request.user, _own(request, code), at=now())
    return redirect("workshops:registration", code=code)


@login_required
@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Leave the line, or let the offer go."""
    entry = _own(request, code)
    line.leave_line(request.user, entry, at=now())
    messages.success(request, _("You are no longer on the waiting list."))
    return redirect(entry.workshop)
