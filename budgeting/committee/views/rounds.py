"""The secretary shapes a round: rules, criteria, common dossiers, shares."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from budgeting.committee import actions, queries
from budgeting.committee.domain import shaping, sharing
from budgeting.committee.models import Assignment, Round
from budgeting.committee.refusals import CommitteeClosed
from budgeting.committee.rubric_form import CriterionFormSet, RoundForm, initial_of, rows_of, weights_said
from budgeting.committee.views.public import committee_or_404
from budgeting.cycles.views.desk import FORM, form_page, say_no
from civic.common.clock import now
from civic.common.refusals import Refusal


def _at_work(request: HttpRequest, slug: str) -> Round:
    committee = committee_or_404(request, slug)
    found = queries.round_of(committee)
    if found is None:  # a committee that was set up has a round
        raise CommitteeClosed
    found.committee = committee
    return found


@login_required
@require_http_methods(FORM)
def shape(request: HttpRequest, slug: str) -> HttpResponse:
    """The rubric and rules of the round at work, as long as nobody has scored by them."""
    found = _at_work(request, slug)
    actions.shape_round.require(request.user, round_=found)
    projects = queries.before_committee(found.committee.cycle).order_by("number")
    form = RoundForm(request.POST or None, instance=found, projects=projects)
    rows = CriterionFormSet(request.POST or None, initial=initial_of(found.criteria.all()), prefix="c")
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            shaping.shape_round(
                request.user,
                found,
                rules=form.rules(),
                criteria=rows_of(rows),
                calibrations=form.calibrations(),
            )
        except Refusal as refusal:
            say_no(form, refusal)
            if refusal.code == "committee.weights_not_hundred":
                form.add_error(None, weights_said(rows))
        else:
            messages.success(
                request, _("The rubric is stored. Everybody reads it on the page of the committee.")
            )
            return redirect("committee:desk", slug=slug)
    return form_page(
        request,
        "committee/desk/round.html",
        form,
        committee=found.committee,
        round=found,
        rows=rows,
        has_errors=request.method == "POST",
        shares=Assignment.objects.filter(round=found).count(),
    )


@login_required
@require_POST
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """Share the projects of the round out among the members."""
    made = sharing.share_out(request.user, _at_work(request, slug), at=now())
    messages.success(request, _("%(n)s shares are given out.") % {"n": made})
    return redirect("committee:desk", slug=slug)


@login_required
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a further round with the rubric of the one before."""
    shaping.open_round(request.user, committee_or_404(request, slug), at=now())
    messages.success(
        request, _("A further round is open. Its rubric is that of the one before until you change it.")
    )
    return redirect("committee:shape", slug=slug)
