"""The dossier with the score sheet beside it, the draft that saves itself, and the committee's inner discussion."""

import csv
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.committee import actions, queries
from budgeting.committee.domain import drafting, remarking, submitting
from budgeting.committee.forms import RemarkForm, SheetForm
from budgeting.committee.letters import lettered, of_closing
from budgeting.committee.models import Committee, Draft, Member, ScoreSheet
from budgeting.committee.refusals import NotAMember
from budgeting.committee.views.member import SECTION, fetched
from budgeting.committee.working import queue_of
from budgeting.cycles.models import Project
from budgeting.cycles.queries import visible_proposal
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import Refusal


def _is_script(request: HttpRequest) -> bool:
    """Does the page's own script ask, which wants a few words and no page?"""
    return request.headers.get("Accept", "") == "application/json"


def _sheet_form(request: HttpRequest, member: Member, project: Project, rubric: queries.Rubric) -> SheetForm:
    standing: ScoreSheet | Draft | None = Draft.objects.filter(
        member=member, project=project, round=rubric.round
    ).first()
    if standing is None:
        standing = queries.newest_sheets([project], member).get((member.pk, project.pk))
    return SheetForm(request.POST or None, criteria=rubric.criteria, sheet=standing)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    """The dossier, the score sheet beside it, and the scores of others once they may be seen."""
    project, member = fetched(request, pk)
    at = now()
    actions.see_dossier.require(request.user, member=member, project=project, at=at)
    if member is None:  # refused above already; said once more for the type checker
        raise NotAMember
    no_sheet = actions.open_sheet.refusal(request.user, member=member, project=project, at=at)
    rubric = queries.rubric_of(member.committee_id)
    form = None if no_sheet else _sheet_form(request, member, project, rubric)
    if request.method == "POST":
        if no_sheet is not None or form is None:
            raise no_sheet or NotAMember()
        if form.is_valid():
            try:
                submitting.submit_sheet(
                    request.user, project, scores=form.scores(), comments=form.comments(), at=now()
                )
            except Refusal as refusal:
                form.add_error(None, f"{refusal} {refusal.way_forward}".strip())
            else:
                return _onwards(request, member, project)
    own = queries.newest_sheets([project], member).get((member.pk, project.pk))
    context = {
        "project": project,
        "proposal": visible_proposal(project, request.user),
        "review": getattr(project, "review", None),
        "form": form,
        "no_sheet": no_sheet,
        "may_withdraw": actions.declare.allows(
            request.user, member=member, project=project, interest=queries.CLEAR, ground="", at=at
        ),
        "own": own,
        "own_rows": _own_rows(own, rubric) if own and form is None else [],
        "others": _others(member, project, rubric),
        "queue": queue_of(member, project.envelope.cycle, at),
        **_discussion(request, member, project),
    }
    return render(
        request,
        "committee/dossier.html",
        {**SECTION, **context},
        status=422 if request.method == "POST" else 200,
    )


def _onwards(request: HttpRequest, member: Member, project: Project) -> HttpResponse:
    """Handed in; on to the least-reviewed item, or back to the queue when nothing waits or the member asked to stop."""
    left = queue_of(member, project.envelope.cycle, now())
    messages.success(
        request, _("Your scores are in: %(done)s of %(all)s.") % {"done": left.done, "all": left.mine}
    )
    following = left.following(project.pk) if request.POST.get("then") == "next" else None
    if following is None:
        return redirect("committee:queue")
    to_score = any(one.pk == following.pk for one in left.to_score)
    return redirect("committee:dossier" if to_score else "committee:declare", pk=following.pk)


@never_cache
@login_required
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is there, complete or not: the script asks as the member types, a button without it."""
    project, member = fetched(request, pk)
    actions.open_sheet.require(request.user, member=member, project=project, at=now())
    rubric = queries.rubric_of(member.committee_id) if member else queries.Rubric(None, [])
    form = SheetForm(request.POST, criteria=rubric.criteria)
    saved = drafting.save_draft(request.user, project, at=now(), **form.as_draft())
    if _is_script(request):
        return JsonResponse({"version": saved.version})
    messages.success(request, _("The draft is saved. Nobody but you sees it."))
    return redirect("committee:dossier", pk=pk)


def _own_rows(own: ScoreSheet, rubric: queries.Rubric) -> list[list[Any]]:
    return [
        [str(one), own.scores.get(one.key, "–"), own.comments.get(one.key, "")] for one in rubric.criteria
    ]


def _others(member: Member, project: Project, rubric: queries.Rubric) -> dict[str, Any] | None:
    """The scores of others without names, where the member may see them."""
    at = now()
    if not actions.see_scores.allows(member.user, member=member, project=project, at=at):
        return None
    standing = queries.standing(member.committee, project, at)
    sheets = of_closing(standing.closing) if standing.closing else lettered(standing.sheets, project.pk)
    rows = [
        [one["letter"], *[one["sheet"].scores.get(criterion.key, "–") for criterion in rubric.criteria]]
        for one in sheets
    ]
    return {
        "columns": [_("Member"), *[str(criterion) for criterion in rubric.criteria]],
        "rows": rows,
        "summary": standing.summary,
        "closing": standing.closing,
    }


def _discussion(request: HttpRequest, member: Member, project: Project) -> dict[str, Any]:
    """What members have said to each other on the project, newest first, where this member may read it."""
    at = now()
    no = actions.see_remarks.refusal(member.user, member=member, project=project, at=at)
    if no is not None:
        return {"no_remarks": no}
    page = keyset(
        project.remarks.select_related("member__user"),
        order=("-id",),
        cursor=request.GET.get("said"),
        size=20,
    )
    may = actions.remark.allows(member.user, member=member, project=project, text="…", at=at)
    return {"remarks": page, "remark_form": RemarkForm(prefix="said") if may else None}


@never_cache
@login_required
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to the other members."""
    project, member = fetched(request, pk)
    actions.see_remarks.require(request.user, member=member, project=project, at=now())
    form = RemarkForm(request.POST, prefix="said")
    text = form.cleaned_data["text"] if form.is_valid() else ""
    remarking.remark(request.user, project, text=text, at=now())
    messages.success(request, _("Your remark is there. The members who judge this project read it."))
    return redirect("committee:dossier", pk=pk)


@never_cache
@login_required
@require_safe
def scores(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheets of an item as a CSV file without names, for who may see them."""
    project, member = fetched(request, pk)
    actions.see_scores.require(request.user, member=member, project=project, at=now())
    committee = get_object_or_404(Committee.objects.reviewing(project.envelope.cycle_id))
    rubric = queries.rubric_of(committee)
    standing = queries.standing(committee, project, now())
    sheets = of_closing(standing.closing) if standing.closing else lettered(standing.sheets, project.pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="scores-{pk}.csv"'
    response.write("\ufeff")
    keys = [one.key for one in rubric.criteria]
    writer = csv.writer(response)
    writer.writerow(["member", *keys])
    writer.writerows([one["letter"], *[one["sheet"].scores.get(key, "") for key in keys]] for one in sheets)
    return response
