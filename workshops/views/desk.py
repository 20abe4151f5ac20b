"""The host's desk: planning a workshop and leading it from one stage to the next."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed, Refusal, SignInFirst, StaleState
from workshops import actions, queries, words
from workshops.after import queries as after
from workshops.before import queries as before
from workshops.before.agenda import gap
from workshops.domain import planning, recording
from workshops.forms import ReasonForm, WorkshopForm
from workshops.models import Series, Workshop
from workshops.refusals import CapacityBelowRegistered
from workshops.views.public import workshop_or_404

SECTION = {"section": "desk", "show_desk": True}


def require_host(request: HttpRequest) -> None:
    """Pages of the host's desk: a refusal for everybody else."""
    if not holds(request.user, Role.Kind.HOST):
        raise NotAllowed


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every workshop, newest first."""
    require_host(request)
    workshops = Workshop.objects.visible_to(request.user).with_names()
    page = keyset(workshops, order=queries.NEWEST_ORDER, cursor=request.GET.get("after"), size=20)
    context = {"page": page, "lines": [words.line(one, now()) for one in page]}
    return render(request, "workshops/desk/list.html", {**SECTION, **context})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A new workshop."""
    actions.create.require(request.user)
    form = WorkshopForm(request.POST or None, initial=_next_in_series(request), viewer=request.user)
    if request.method == "POST" and form.is_valid():
        workshop = planning.plan_workshop(request.user, **form.cleaned_data)
        messages.success(
            request, _("The workshop is planned. Nobody but the staff sees it until you announce it.")
        )
        return redirect("workshops:manage", code=workshop.code)
    return render(
        request,
        "workshops/desk/form.html",
        {**SECTION, "form": form},
        status=422 if request.method == "POST" else 200,
    )


def _next_in_series(request: HttpRequest) -> dict[str, Any]:
    """What a workshop begins with when it is planned from its series: the last one's facts, a step of the rhythm on."""
    code = request.GET.get("series", "")
    series = (
        Series.objects.visible_to(request.user).filter(code=code, ended_at=None).first() if code else None
    )
    if series is None:
        return {}
    begun = {"series": series, "department": series.department_id, "topic": series.topic_id}
    last = before.last_of(series)
    if last is None:
        return begun
    kept = ("area_id", "format", "place", "place_en", "access_notes", "access_notes_en", "capacity")
    begun |= {name.removesuffix("_id"): getattr(last, name) for name in kept}
    if series.step:
        begun |= {"starts_at": last.starts_at + series.step, "ends_at": last.ends_at + series.step}
    return begun


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Change what is not held yet; the registered are told of a new time or place."""
    workshop = workshop_or_404(request, code)
    actions.change.require(request.user, workshop=workshop)
    form = WorkshopForm(request.POST or None, instance=workshop, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            planning.change_workshop(request.user, workshop, at=now(), **form.changes())
        except (SignInFirst, NotAllowed, StaleState):
            raise
        except Refusal as no:  # what was typed stays, with the sentence at its field
            field = "capacity" if isinstance(no, CapacityBelowRegistered) else "starts_at"
            form.add_error(field, f"{no} {no.way_forward}".strip())
        else:
            messages.success(request, _("Saved."))
            return redirect("workshops:manage", code=code)
    context = {**SECTION, "form": form, "workshop": workshop}
    return render(
        request, "workshops/desk/form.html", context, status=422 if request.method == "POST" else 200
    )


@login_required
@require_safe
def manage(request: HttpRequest, code: str) -> HttpResponse:
    """One workshop on the desk: where it stands, and what comes next."""
    workshop = workshop_or_404(request, code)
    require_host(request)
    context = {
        "workshop": workshop,
        "state_label": words.state_label(workshop, now()),
        "goes_on": words.goes_on(workshop, now()),
        "state_kind": words.STATE_KINDS[Workshop.State(workshop.state)],
        "times": words.times(workshop),
        "seats": words.seats(workshop),
        "present": queries.present(workshop),
        "outcome": queries.outcome(workshop.opinions.all()),
        "without_owner": queries.without_owner().filter(workshop=workshop).count(),
        "reports": after.reports_of(workshop),
        "agenda_off": _agenda_off(workshop),
        "may_change": actions.change.allows(request.user, workshop=workshop),
        "may_cancel": actions.cancel.allows(request.user, workshop=workshop),
        "no_announce": actions.announce.refusal(request.user, workshop=workshop, at=now()),
        "no_hold": actions.hold.refusal(request.user, workshop=workshop, at=now()),
        "no_publish": actions.publish_record.refusal(request.user, workshop=workshop),
    }
    return render(request, "workshops/desk/manage.html", {**SECTION, **context})


def _agenda_off(workshop: Workshop) -> int:
    """By how many minutes the agenda of an announced workshop misses its length, after it was made longer or shorter."""
    if workshop.state != Workshop.State.ANNOUNCED:
        return 0
    minutes = [item.minutes for item in workshop.agenda.all()]
    return abs(gap(workshop, minutes)) if minutes else 0


@login_required
@require_POST
def announce(request: HttpRequest, code: str) -> HttpResponse:
    planning.announce_workshop(request.user, workshop_or_404(request, code), at=now())
    messages.success(request, _("Announced: people can register now."))
    return redirect("workshops:manage", code=code)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel with a reason."""
    workshop = workshop_or_404(request, code)
    actions.cancel.require(request.user, workshop=workshop)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planning.cancel_workshop(request.user, workshop, **form.cleaned_data)
        messages.success(request, _("Cancelled. Everybody who is registered is told the reason."))
        return redirect("workshops:manage", code=code)
    context = {**SECTION, "form": form, "workshop": workshop}
    return render(
        request, "workshops/desk/cancel.html", context, status=422 if request.method == "POST" else 200
    )


@login_required
@require_POST
def hold(request: HttpRequest, code: str) -> HttpResponse:
    recording.hold_workshop(request.user, workshop_or_404(request, code), at=now())
    messages.success(request, _("The workshop takes place. Now the opinions can be recorded."))
    return redirect("workshops:desk-opinions", code=code)


@login_required
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    recording.publish_record(request.user, workshop_or_404(request, code), at=now())
    messages.success(request, _("The record is public. The departments answer each opinion."))
    return redirect("workshops:manage", code=code)
