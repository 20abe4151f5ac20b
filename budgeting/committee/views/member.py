"""A member's pages: the queue, the declaration before anything is read, the dossier with the score sheet beside it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from budgeting.committee import actions, queries
from budgeting.committee.domain import declaring, submitting
from budgeting.committee.forms import DeclarationForm, SheetForm
from budgeting.committee.models import Declaration, Member
from budgeting.committee.refusals import NotAMember
from budgeting.committee.working import Queue, lettered, queue_of
from budgeting.cycles.models import Project
from budgeting.cycles.queries import project_page, visible_proposal
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal

SECTION = {"section": "committee"}


def seats_of(user: User) -> list[Member]:
    """The user's seats held now, newest committee first, with the calendars of their cycles."""
    held = Member.objects.filter(
        queries.in_force(queries.day(now())),
        user=user,
        committee__cycle__published=True,
        committee__reviews=True,
    )
    return list(
        held.select_related("committee__cycle__process", "user")
        .prefetch_related("committee__cycle__process__phases")
        .order_by("-committee_id")
    )


def fetched(request: HttpRequest, pk: int) -> tuple[Project, Member | None]:
    """The project with all that a dossier shows, and the viewer's seat in its committee."""
    project = get_object_or_404(project_page(request.user).select_related("proposal__author"), pk=pk)
    return project, queries.seat_of(request.user, project.envelope.cycle_id, now())


def next_item(queue: Queue, besides: int) -> Project | None:
    """The least-reviewed item that waits for a score, else the first that waits for a declaration."""
    return next((one for one in [*queue.to_score, *queue.to_declare] if one.pk != besides), None)


@never_cache
@login_required
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for me, committee by committee, with progress and the day it closes."""
    seats = seats_of(request.user) if isinstance(request.user, User) else []
    if not seats:
        raise NotAMember
    at = now()
    queues = [queue_of(seat, seat.committee.cycle, at) for seat in seats[:3]]
    return render(request, "committee/queue.html", {**SECTION, "queues": queues})


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
            if declaration.interest == Declaration.Interest.NONE:
                return redirect("committee:dossier", pk=pk)
            messages.success(request, _("You are out of this item. It is decided without you."))
            return redirect("committee:queue")
    context = {"form": form, "project": project, "proposal": project.proposal}
    return render(
        request,
        "committee/declare.html",
        {**SECTION, **context},
        status=422 if request.method == "POST" else 200,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier, the score sheet beside it, and the scores of others once one's own are in."""
    project, member = fetched(request, pk)
    at = now()
    actions.see_dossier.require(request.user, member=member, project=project, at=at)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    no_sheet = actions.open_sheet.refusal(request.user, member=member, project=project, at=at)
    own = queries.newest_sheets([project], member).get((member.pk, project.pk))
    criteria = list(member.committee.criteria.all())
    form = None if no_sheet else SheetForm(request.POST or None, criteria=criteria, sheet=own)
    if request.method == "POST":
        if no_sheet is not None or form is None:
            raise no_sheet or NotAMember()
        if form.is_valid():
            try:
                submitting.submit_sheet(
                    request.user, project, scores=form.scores(), comments=form.comments(), at=now()
                )
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                return _onwards(request, member, project)
    context = {
        "project": project,
        "proposal": visible_proposal(project, request.user),
        "review": getattr(project, "review", None),
        "form": form,
        "no_sheet": no_sheet,
        "own": own,
        "others": _others(member, project, criteria),
        "queue": queue_of(member, project.envelope.cycle, at),
    }
    return render(
        request,
        "committee/dossier.html",
        {**SECTION, **context},
        status=422 if request.method == "POST" else 200,
    )


def _onwards(request: HttpRequest, member: Member, project: Project) -> HttpResponse:
    """Saved; on to the least-reviewed item, or back to the queue when nothing waits or the member asked to stop."""
    left = queue_of(member, project.envelope.cycle, now())
    messages.success(
        request, _("Your scores are in: %(done)s of %(all)s.") % {"done": left.done, "all": left.mine}
    )
    following = next_item(left, project.pk) if request.POST.get("then") == "next" else None
    if following is None:
        return redirect("committee:queue")
    to_score = any(one.pk == following.pk for one in left.to_score)
    return redirect("committee:dossier" if to_score else "committee:declare", pk=following.pk)


def _others(member: Member, project: Project, criteria: list[Any]) -> dict[str, Any] | None:
    """The scores of others without names, where the member may see them."""
    at = now()
    if not actions.see_scores.allows(member.user, member=member, project=project, at=at):
        return None
    standing = queries.standing(member.committee, project, at)
    rows = [
        [one["letter"], *[one["sheet"].scores.get(criterion.key) for criterion in criteria]]
        for one in lettered(standing.sheets, project)
    ]
    return {
        "columns": [_("Member"), *[str(criterion) for criterion in criteria]],
        "rows": rows,
        "summary": standing.summary,
    }
