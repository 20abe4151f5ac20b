"""Checking in by oneself: the poster on the wall, and the page to which its picture leads."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from civic.common import qr as qr_picture
from civic.common.clock import now
from civic.common.refusals import Refusal
from workshops import actions, queries, words
from workshops.domain import attending
from workshops.forms import CodeForm
from workshops.models import Workshop
from workshops.posters import at_poster, poster_code
from workshops.views.desk import SECTION as DESK
from workshops.views.public import SECTION, workshop_or_404


@login_required
@never_cache
@require_safe
def poster(request: HttpRequest, code: str) -> HttpResponse:
    """A page to print and hang up at the entrance."""
    workshop = workshop_or_404(request, code)
    actions.see_people.require(request.user, workshop=workshop)
    context = {**DESK, "workshop": workshop, "address": _address(workshop), "times": words.times(workshop)}
    return render(request, "workshops/desk/poster.html", context)


def _address(workshop: Workshop) -> str:
    return settings.SITE_URL + reverse("workshops:here", args=[workshop.code, poster_code(workshop)])


@login_required
@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The picture on the poster: an address, so that the phone's camera is scanner enough."""
    workshop = workshop_or_404(request, code)
    actions.see_people.require(request.user, workshop=workshop)
    return qr_picture.answer(_address(workshop), scale=10, error="q")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, code: str, poster: str) -> HttpResponse:
    """I am here: by the 6 characters of the registration, filled in for whoever is signed in."""
    workshop = at_poster(code, poster)
    if workshop is None:
        raise Http404
    mine = queries.registration_of(workshop, request.user)
    form = CodeForm(request.POST or None, initial={"code": mine.code if mine else ""})
    context = {**SECTION, "workshop": workshop, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            found = attending.find_by_code(workshop, form.cleaned_data["code"])
            done = attending.check_in_self(found, at=now())
        except Refusal as no:
            form.add_error("code", f"{no} {no.way_forward}")
        else:
            return render(request, "workshops/here.html", {**context, "done": done})
    return render(request, "workshops/here.html", context, status=422 if form.errors else 200)
