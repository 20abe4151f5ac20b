"""The secretary's acts on one item: parties, challenges, reopening, closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.committee import actions, queries
from budgeting.committee.domain import challenging, closing, reopening, tying
from budgeting.committee.forms import ChallengeDecisionForm, PartyForm, ReopeningForm
from budgeting.committee.models import Challenge, ScoreSheet
from budgeting.committee.views.desk import require_secretary
from budgeting.committee.views.public import committee_or_404
from budgeting.cycles.queries import project_page
from budgeting.cycles.views.desk import FORM, SECTION, form_page, say_no
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import Refusal


@login_required
@require_safe
def challenges(request: HttpRequest, slug: str) -> HttpResponse:
    """The challenges of a committee, newest first."""
    require_secretary(request)
    committee = committee_or_404(request, slug)
    filed = Challenge.objects.filter(member__committee=committee).select_related(
        "member__user", "project", "by"
    )
    page = keyset(filed, order=("-id",), cursor=request.GET.get("after"), size=20)
    return render(
        request, "committee/desk/challenges.html", {**SECTION, "committee": committee, "page": page}
    )


@login_required
@require_http_methods(FORM)
def decide_challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the committee decided on a challenge."""
    found = Challenge.objects.select_related(
        "member__user", "member__committee__cycle", "project__envelope__cycle", "by"
    )
    challenge = get_object_or_404(found, pk=pk)
    actions.open_challenge_decision.require(request.user, challenge=challenge)
    form = ChallengeDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            challenging.decide_challenge(request.user, challenge, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The decision is recorded. The party and the member are told."))
            return redirect("committee:challenges", slug=challenge.member.committee.slug)
    return form_page(request, "committee/desk/decide_challenge.html", form, challenge=challenge)


@login_required
@require_http_methods(FORM)
def parties(request: HttpRequest, pk: int) -> HttpResponse:
    """Co-proposers and organisations of a project: whom the rule excludes follows from them."""
    project = get_object_or_404(project_page(request.user), pk=pk)
    actions.name_party.require(request.user, project=project)
    form = PartyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        tying.name_party(request.user, project, user=data.pop("email"), at=now(), **data)
        messages.success(request, _("Stored. Members whom it meets are excluded from now on."))
        return redirect("committee:parties", pk=pk)
    named = project.parties.select_related("user")[:100]
    return form_page(request, "committee/desk/parties.html", form, project=project, parties=named)


@login_required
@require_http_methods(FORM)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopen one member's sheet: the chair's act, with a reason. The scores themselves are not shown here."""
    project = get_object_or_404(project_page(request.user), pk=pk)
    actions.open_reopening.require(request.user, project=project, at=now())
    standing = [one.pk for one in queries.newest_sheets([project]).values()]
    sheets = ScoreSheet.objects.filter(pk__in=standing, reopening__isnull=True).select_related("member__user")
    form = ReopeningForm(request.POST or None, sheets=sheets.order_by("pk"))
    if request.method == "POST" and form.is_valid():
        try:
            reopening.reopen(
                request.user, form.cleaned_data["sheet"], reason=form.cleaned_data["reason"], at=now()
            )
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The sheet is reopened. The member is told why."))
            return redirect("committee:desk", slug=project.envelope.cycle.slug)
    return form_page(request, "committee/desk/reopen.html", form, project=project, any=bool(standing))


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the scoring of a project: from now on the committee sees all scores."""
    project = get_object_or_404(project_page(request.user), pk=pk)
    closing.close_item(request.user, project, at=now())
    messages.success(request, _("The scoring is closed. The committee sees all scores now."))
    return redirect("committee:decide", pk=pk)
