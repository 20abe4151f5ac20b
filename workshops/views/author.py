"""Pages for the people who take part: register, the own registration, what became of what I said."""

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from civic.accounts.models import User
from civic.common import qr as qr_picture
from civic.common.clock import now
from civic.common.paging import keyset
from workshops import actions, queries, words
from workshops.before.places import places_for
from workshops.before.questions import KEPT_DAYS
from workshops.domain import proposing, registering
from workshops.forms import RegisterForm
from workshops.forms_opinions import ProposeForm
from workshops.models import Registration, Waiting, Workshop
from workshops.refusals import AlreadyRegistered, NotEnoughPlaces
from workshops.views.public import SECTION, opinion_line, opinion_or_404, workshop_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, code: str) -> HttpResponse:
    """One page: name and needs. After it, the own registration."""
    workshop = workshop_or_404(request, code)
    at = now()
    places = places_for(request.user, workshop, wheelchair=True)
    no = actions.register.refusal(request.user, workshop=workshop, at=at, places=places)
    if isinstance(no, AlreadyRegistered) and request.method != "POST":
        return redirect("workshops:registration", code=code)
    if no is not None:
        raise no
    name = request.user.display_name if isinstance(request.user, User) else ""
    waiting_list = ""
    form = RegisterForm(request.POST or None, initial={"name": name}, workshop=workshop)
    if request.method == "POST" and form.is_valid():
        try:
            registering.register(request.user, workshop, at=at, **form.given())
        except NotEnoughPlaces as few:
            form.add_error("companions", f"{few} {few.way_forward}")
            line = reverse("workshops:waiting-list", args=[code])
            waiting_list = f"{line}?companions={form.given()['companions']}"
        else:
            return redirect("workshops:registration", code=code)
    context = {
        **SECTION,
        "workshop": workshop,
        "form": form,
        "times": words.times(workshop),
        "seats": words.seats(workshop),
        "kept_days": KEPT_DAYS,
        "waiting_list": waiting_list,
    }
    return render(
        request, "workshops/register.html", context, status=422 if request.method == "POST" else 200
    )


def _own(request: HttpRequest, code: str) -> Registration:
    workshop = workshop_or_404(request, code)
    registration = queries.registration_of(workshop, request.user)
    if registration is None:
        raise Http404
    registration.workshop = workshop
    return registration


@login_required
@never_cache
@require_safe
def registration(request: HttpRequest, code: str) -> HttpResponse:
    """The confirmation that can be kept and opened again: code, QR, and what happens next with dates."""
    mine = _own(request, code)
    workshop = mine.workshop
    steps = [
        {"at": workshop.starts_at, "text": _("Come to the place below and show the code or the QR picture.")},
        {
            "until": workshop.record_due_at,
            "text": _("The record is published: every opinion, without names."),
        },
        {
            "until": workshop.answers_due_at,
            "text": _("Every opinion has an answer from a department, and you are told."),
        },
    ]
    no = actions.cancel_registration.refusal(request.user, registration=mine, at=now())
    context = {
        "registration": mine,
        "workshop": workshop,
        "steps": [] if workshop.state == Workshop.State.CANCELLED else steps,
        "times": words.times(workshop),
        "no_cancel": no,
    }
    return render(request, "workshops/registration.html", {**SECTION, **context})


@login_required
@never_cache
@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """The QR picture of the own registration. It holds an address: the camera of a phone is scanner enough."""
    mine = _own(request, code)
    target = settings.SITE_URL + reverse("workshops:scan", args=[mine.workshop.code, mine.code])
    return qr_picture.answer(target)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Give the own place back, after one question."""
    mine = _own(request, code)
    if request.method == "POST":
        registering.cancel_registration(request.user, mine, at=now())
        messages.success(request, _("Your registration is cancelled. The place is free for somebody else."))
        return redirect(mine.workshop)
    actions.cancel_registration.require(request.user, registration=mine, at=now())
    return render(
        request,
        "workshops/cancel_registration.html",
        {**SECTION, "registration": mine, "workshop": mine.workshop},
    )


@login_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What became of what I said, and where I am registered."""
    user = cast(User, request.user)  # login_required
    said = queries.spoken_by(user).prefetch_related("answers__department")
    page = keyset(said, order=("-id",), cursor=request.GET.get("after"), size=20)
    registrations = (
        Registration.objects.visible_to(user)
        .in_force()
        .filter(
            user=user,
            workshop__state__in=[Workshop.State.ANNOUNCED, Workshop.State.HELD, Workshop.State.CANCELLED],
        )
        .filter(workshop__ends_at__gt=now())
        .select_related("workshop")
        .order_by("workshop__starts_at")[:20]
    )
    waits = (
        Waiting.objects.going_on()
        .filter(user=user, workshop__state=Workshop.State.ANNOUNCED, workshop__ends_at__gt=now())
        .select_related("workshop")
        .order_by("workshop__starts_at")[:20]
    )
    context = {
        "page": page,
        "opinions": [opinion_line(one) for one in page],
        "registrations": registrations,
        "waits": waits,
    }
    return render(request, "workshops/mine.html", {**SECTION, **context})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """An opinion becomes a proposal: by its speaker or by a host."""
    opinion = opinion_or_404(request, uuid)
    actions.propose_from_opinion.require(request.user, opinion=opinion)
    workshop = opinion.workshop
    initial = {
        "title": workshop.title[:80],
        "body": opinion.text,
        "area": workshop.area_id,
        "topic": workshop.topic_id,
    }
    form = ProposeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        proposal = proposing.propose(request.user, opinion, at=now(), **form.cleaned_data)
        messages.success(
            request, _("The opinion has become proposal %(number)s.") % {"number": proposal.number}
        )
        return HttpResponseRedirect(f"/thread/{proposal.number}/")
    context: dict[str, Any] = {**SECTION, "opinion": opinion, "workshop": workshop, "form": form}
    return render(request, "workshops/propose.html", context, status=422 if request.method == "POST" else 200)
