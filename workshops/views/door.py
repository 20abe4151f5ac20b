"""At the door: the list of people, check-in by code, name or QR, walk-ins, undo."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.dates import time_text
from civic.common.paging import keyset
from civic.common.refusals import Refusal
from workshops import actions, queries
from workshops.domain import attending, registering
from workshops.forms import CodeForm, WalkInForm
from workshops.models import Registration, Waiting, Workshop
from workshops.views.desk import SECTION, require_host
from workshops.views.public import workshop_or_404

LINE_SHOWN = 100  # of those in line; how many more there are is said


def _page(
    request: HttpRequest, workshop: Workshop, code_form: CodeForm, walk_in_form: WalkInForm, status: int = 200
) -> HttpResponse:
    people = Registration.objects.visible_to(request.user).in_force().filter(workshop=workshop)
    people = people.select_related("reserved").prefetch_related("answers__question")
    wanted = request.GET.get("q", "").strip()
    if wanted:
        people = people.filter(name__icontains=wanted)
    waiting = list(Waiting.objects.going_on().filter(workshop=workshop).order_by("id"))
    context = {
        "workshop": workshop,
        "page": keyset(people, order=("name", "id"), cursor=request.GET.get("after"), size=100),
        "q": wanted,
        "waiting": waiting[:LINE_SHOWN],
        "waiting_more": max(len(waiting) - LINE_SHOWN, 0),
        "present": queries.present(workshop),
        "code_form": code_form,
        "walk_in_form": walk_in_form,
        "has_errors": status == 422,
    }
    return render(request, "workshops/desk/people.html", {**SECTION, **context}, status=status)


@login_required
@never_cache
@require_safe
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody who is registered, who of them is here, and the ways to let people in."""
    workshop = workshop_or_404(request, code)
    actions.see_people.require(request.user, workshop=workshop)
    return _page(request, workshop, CodeForm(prefix="code"), WalkInForm(prefix="walkin"))


@login_required
@never_cache
@require_POST
def check_in_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """The 6 characters that somebody shows or reads out."""
    workshop = workshop_or_404(request, code)
    actions.see_people.require(request.user, workshop=workshop)
    form = CodeForm(request.POST, prefix="code")
    if form.is_valid():
        try:
            registration = attending.find_by_code(workshop, form.cleaned_data["code"])
            return _checked_in(request, registration)
        except Refusal as no:
            form.add_error("code", f"{no} {no.way_forward}")
    return _page(request, workshop, form, WalkInForm(prefix="walkin"), status=422)


@login_required
@require_POST
def check_in(request: HttpRequest, code: str, registration_id: int) -> HttpResponse:
    """One person of the list."""
    return _checked_in(request, _person(request, code, registration_id))


def _checked_in(request: HttpRequest, registration: Registration) -> HttpResponse:
    done = attending.check_in(request.user, registration, at=now())
    params = {"name": registration.name, "time": time_text(done.since)}
    if done.first:
        messages.success(request, _("%(name)s is checked in.") % params)
    else:
        messages.info(request, _("%(name)s: checked in already at %(time)s.") % params)
    return redirect("workshops:people", code=registration.workshop.code)


@login_required
@require_POST
def undo(request: HttpRequest, code: str, registration_id: int) -> HttpResponse:
    """A mistaken check-in is taken back."""
    registration = _person(request, code, registration_id)
    attending.undo_check_in(request.user, registration, at=now())
    messages.success(request, _("The check-in of %(name)s is undone.") % {"name": registration.name})
    return redirect("workshops:people", code=code)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: HttpRequest, code: str, registration_id: int) -> HttpResponse:
    """The place of somebody who does not come is given back, after one question: the next in line may have it at once."""
    registration = _person(request, code, registration_id)
    if request.method != "POST":
        actions.cancel_registration.require(request.user, registration=registration, at=now())
        context = {**SECTION, "workshop": registration.workshop, "registration": registration}
        return render(request, "workshops/desk/release.html", context)
    registering.cancel_registration(request.user, registration, at=now())
    messages.success(request, _("The place of %(name)s is free.") % {"name": registration.name})
    return redirect("workshops:people", code=code)


@login_required
@never_cache
@require_POST
def walk_in(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody without a registration."""
    workshop = workshop_or_404(request, code)
    actions.see_people.require(request.user, workshop=workshop)
    form = WalkInForm(request.POST, prefix="walkin")
    if form.is_valid():
        try:
            registration = attending.admit_walk_in(
                request.user, workshop, name=form.cleaned_data["name"], at=now()
            )
        except Refusal as no:
            form.add_error("name", f"{no} {_('First free the place of somebody who has not come.')}")
        else:
            messages.success(request, _("%(name)s is let in.") % {"name": registration.name})
            return redirect("workshops:people", code=code)
    return _page(request, workshop, CodeForm(prefix="code"), form, status=422)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scan(request: HttpRequest, code: str, registration_code: str) -> HttpResponse:
    """Where the QR picture leads. Staff see one button; the person themself sees their own registration."""
    workshop = workshop_or_404(request, code)
    found = Registration.objects.visible_to(request.user).select_related("workshop")
    registration = found.filter(workshop=workshop, code=registration_code).first()
    if registration is None:
        raise Http404
    if not holds(request.user, Role.Kind.HOST):
        return redirect("workshops:registration", code=code)
    if request.method == "POST":
        return _checked_in(request, registration)
    no = actions.check_in.refusal(request.user, registration=registration, at=now())
    context = {"workshop": workshop, "registration": registration, "no": no}
    return render(request, "workshops/desk/scan.html", {**SECTION, **context})


def _person(request: HttpRequest, code: str, registration_id: int) -> Registration:
    require_host(request)
    people = Registration.objects.visible_to(request.user).select_related("workshop")
    return get_object_or_404(people, workshop__code=code, pk=registration_id)
