"""The list at the door that works without a network once it was loaded, and what is printed for the day."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from civic.common import pdf
from civic.common.bilingual import localized
from civic.common.clock import now
from workshops import words
from workshops.actions import see_people
from workshops.before import actions
from workshops.before.forms import TablesForm
from workshops.domain.catching_up import MOST, Kept, Undone, WalkIn, catch_up
from workshops.domain.tables import give_tables
from workshops.models import Registration, Workshop
from workshops.models.registrations import RegistrationQuerySet
from workshops.views.desk import SECTION
from workshops.views.public import workshop_or_404

LONGEST = 3000  # people on a list that is kept or printed as a whole; a larger hall has more than one door


def _everybody(request: HttpRequest, workshop: Workshop) -> RegistrationQuerySet:
    found = Registration.objects.visible_to(request.user).in_force().filter(workshop=workshop)
    return found.select_related("reserved").order_by("name", "id")


@login_required
@never_cache
@require_safe
def door(request: HttpRequest, code: str) -> HttpResponse:
    """Everybody on one page. A module keeps check-ins on the device until the network is back; without it, a printable list."""
    workshop = workshop_or_404(request, code)
    see_people.require(request.user, workshop=workshop)
    people = list(_everybody(request, workshop)[:LONGEST])
    context = {"workshop": workshop, "people": people, "at": now(), "times": words.times(workshop)}
    return render(request, "workshops/desk/door.html", {**SECTION, **context})


@login_required
@require_POST
def deliver(request: HttpRequest, code: str) -> HttpResponse:
    """What a device kept, as JSON: {"checkins": [{"code": …, "at": ISO time}], "undone": [{"code": …, "since": …}],
    "walkins": [{"key": UUID, "name": …, "at": …}]}; each is answered by its code or key."""
    workshop = workshop_or_404(request, code)
    see_people.require(request.user, workshop=workshop)
    try:
        kept, undone, walkins = _delivered(request.body)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return JsonResponse({"error": "checkins"}, status=422)
    told = catch_up(request.user, workshop, kept, undone, walkins, at=now())
    since = {code: moment.isoformat() for code, moment in told.since.items()}
    answer = {"told": told.checkins, "undone": told.undone, "walkins": told.walkins}
    return JsonResponse(answer | ({"since": since} if since else {}))


def _delivered(body: bytes) -> tuple[list[Kept], list[Undone], list[WalkIn]]:
    """What the page sends. Raises ValueError, TypeError, KeyError, AttributeError where it is anything else."""
    sent = json.loads(body)
    return (
        [Kept(_kept(str(one["code"]))[:12], _moment(one["at"])) for one in sent["checkins"][:MOST]],
        [
            Undone(_kept(str(one["code"]))[:12], _moment(one["since"]))
            for one in sent.get("undone", [])[:MOST]
        ],
        [
            WalkIn(UUID(one["key"]), _name(one["name"]), _moment(one["at"]))
            for one in sent.get("walkins", [])[:MOST]
        ],
    )


def _name(typed: str) -> str:
    if not typed.strip():
        raise ValueError("a walk-in has a name")
    return _kept(typed)


def _kept(typed: str) -> str:
    """With a mark in place of letters that no database keeps: what a device sends is never stuck because of one of them."""
    return typed.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _moment(typed: str) -> datetime:
    found = datetime.fromisoformat(typed)
    if found.tzinfo is None:
        raise ValueError("a time needs its offset")
    return found


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the door's list. It is served from the desk's address, so that it governs these pages only."""
    context = {"files": [static(name) for name in ("civic/css/civic.css", "civic/js/door.js")]}
    return render(request, "workshops/desk/door_worker.js", context, content_type="text/javascript")


@login_required
@never_cache
@require_safe
def badges(request: HttpRequest, code: str) -> HttpResponse:
    """Name badges to print: the name as the person chose it, the table, in large type; one for each companion."""
    workshop = workshop_or_404(request, code)
    see_people.require(request.user, workshop=workshop)
    cards: list[dict[str, Any]] = []
    for one in _everybody(request, workshop)[:LONGEST]:
        cards.append({"name": one.name, "table": one.table})
        cards += [{"name": "", "with": one.name, "table": one.table}] * one.companions
    context = {"workshop": workshop, "cards": cards, "form": TablesForm()}
    return render(request, "workshops/desk/badges.html", {**SECTION, **context})


@login_required
@require_POST
def tables(request: HttpRequest, code: str) -> HttpResponse:
    """Give everybody a table."""
    workshop = workshop_or_404(request, code)
    actions.give_tables.require(request.user, workshop=workshop)
    form = TablesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say how many tables there are: 1 to 99."))
    else:
        number = give_tables(request.user, workshop, tables=form.cleaned_data["tables"])
        messages.success(request, _("%(number)s people have been given a table.") % {"number": number})
    return redirect("workshops:badges", code=code)


@login_required
@never_cache
@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The list of people as PDF, for the day on which nothing else works."""
    workshop = workshop_or_404(request, code)
    see_people.require(request.user, workshop=workshop)
    header = [_("Name"), _("Code"), _("Companions"), _("Table"), _("What they need"), _("Here")]
    rows = [
        [
            one.name,
            one.code,
            str(one.companions or ""),
            one.table,
            _needs(one),
            "✓" if one.checked_in_at else "",
        ]
        for one in _everybody(request, workshop)[:LONGEST]
    ]
    made = pdf.document(
        [
            pdf.paragraph(f"{words.times(workshop)}\n{localized(workshop, 'place')}"),
            pdf.table(_("People who are registered"), header, rows, numbers=[2]),
            pdf.note(_("This list holds personal data. Destroy it after the workshop.")),
        ],
        title=localized(workshop, "title"),
        language=(get_language() or "ko")[:2],
        at=now(),
        issuer=str(workshop.department),
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="people-{workshop.code}.pdf"'
    return response


def _needs(one: Registration) -> str:
    return " · ".join(text for text in (str(one.reserved or ""), one.needs) if text)
