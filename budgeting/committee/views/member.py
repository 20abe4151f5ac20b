"""A member's pages: the queue, the declaration before anything is read, one's ties."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from budgeting.committee import actions, queries
from budgeting.committee.domain import declaring, tying
from budgeting.committee.forms import DeclarationForm, RelationForm
from budgeting.committee.models import Declaration, Member
from budgeting.committee.refusals import NotAMember
from budgeting.committee.working import Queue, page_of, queue_of
from budgeting.cycles.models import Project
from budgeting.cycles.queries import processes_in, project_page
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.processes.models import Phase

SECTION = {"section": "committee"}
LISTS = ("to_score", "to_declare", "scored", "closed", "out")


def seats_of(user: User) -> list[Member]:
    """The user's seats held now, with the calendars of their cycles: committees at work first, then the newest."""
    held = queries.seats_held(user, now())
    at_work = processes_in(now(), Phase.Kind.COMMITTEE)
    return list(
        held.annotate(over=Case(When(committee__cycle__process__in=at_work, then=0), default=1))
        .select_related("committee__cycle__process", "user")
        .prefetch_related("committee__cycle__process__phases")
        .order_by("over", "-committee_id")
    )


def fetched(request: HttpRequest, pk: int) -> tuple[Project, Member | None]:
    """The project with all that a dossier shows, and the viewer's seat in its committee."""
    project = get_object_or_404(project_page(request.user).select_related("proposal__author"), pk=pk)
    return project, queries.seat_of(request.user, project.envelope.cycle_id, now())


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for me, committee by committee, with progress and the day it closes; long lists by pages."""
    seats = seats_of(request.user) if isinstance(request.user, User) else []
    if not seats:
        raise NotAMember
    at = now()
    lines = [_line(request, queue_of(seat, seat.committee.cycle, at)) for seat in seats[:3]]
    return render(request, "committee/queue.html", {**SECTION, "lines": lines})


def _line(request: HttpRequest, found: Queue) -> dict[str, Any]:
    """A queue with its lists, each by pages of its own: the cursor's name says which list of which committee it is in."""
    lists: dict[str, Any] = {}
    for name in LISTS:
        rows = [*found.excluded, *found.withdrawn] if name == "out" else getattr(found, name)
        param = f"{name}-{found.member.committee_id}"
        lists[name] = {"page": page_of(rows, request.GET.get(param)), "param": param, "count": len(rows)}
    return {"queue": found, "withdrawn": {one.pk for one in found.withdrawn}, **lists}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    """The declaration: title and proposer only; the content comes after."""
    project, member = fetched(request, pk)
    no = actions.declare.refusal(
        request.user, member=member, project=project, interest=Declaration.Interest.NONE, ground="", at=now()
    )
    if no is not None:
        raise no
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            declaration = declaring.declare_interest(request.user, project, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error("ground" if refusal.code == "committee.ground_missing" else None, str(refusal))
        else:
            return _declared(request, declaration)
    scored = member is not None and bool(queries.newest_sheets([project], member))
    context = {"form": form, "project": project, "behind": queries.behind(project), "scored": scored}
    return render(
        request,
        "committee/declare.html",
        {**SECTION, **context},
        status=422 if request.method == "POST" else 200,
    )


def _declared(request: HttpRequest, declaration: Declaration) -> HttpResponse:
    if declaration.interest == Declaration.Interest.NONE:
        return redirect("committee:dossier", pk=declaration.project_id)
    if declaration.late:
        messages.warning(
            request,
            _(
                "You are out of this item, and the scores that you had given no longer count. The record says so."
            ),
        )
    else:
        messages.success(request, _("You are out of this item. It is decided without you."))
    return redirect("committee:queue")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def relations(request: HttpRequest) -> HttpResponse:
    """My standing ties: told once, never published, and what they meet is closed to me by itself."""
    seats = seats_of(request.user) if isinstance(request.user, User) else []
    actions.add_relation.require(request.user, member=seats[0] if seats else None)
    form = RelationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        person = data.pop("email")
        for seat in seats:
            tying.add_relation(request.user, seat, person=person, at=now(), **data)
        messages.success(request, _("Stored. Projects that this tie meets are closed to you from now on."))
        return redirect("committee:relations")
    told = seats[0].relations.select_related("person", "department")[:100]
    return render(
        request,
        "committee/relations.html",
        {**SECTION, "form": form, "relations": told},
        status=422 if request.method == "POST" else 200,
    )
