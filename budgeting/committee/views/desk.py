"""The secretary's desk: the committee, its members, and the decision on each item."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from budgeting.committee import actions, queries
from budgeting.committee.domain import deciding, making
from budgeting.committee.forms import CommitteeForm, DecisionForm, MemberForm
from budgeting.committee.models import Challenge, Objection, Session
from budgeting.committee.rankings import Seen, minimum_of
from budgeting.committee.seats.bodies import BodyForm
from budgeting.committee.views.public import committee_or_404, committees
from budgeting.committee.wording import points, recusals_in_words, recusals_of
from budgeting.cycles.models import Cycle
from budgeting.cycles.queries import is_open, project_page, visible_proposal
from budgeting.cycles.views.desk import FORM, SECTION, form_page, say_no
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.paging import keyset
from civic.common.refusals import NotAllowed, Refusal
from civic.processes.models import Phase


def require_secretary(request: HttpRequest) -> None:
    """Pages of the secretary's desk: a refusal for everybody else."""
    if not holds(request.user, Role.Kind.SECRETARY):
        raise NotAllowed


@login_required
@require_http_methods(FORM)
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Set up the committee of a cycle, with the default rubric."""
    cycle = get_object_or_404(Cycle.objects.visible_to(request.user).select_related("process"), slug=slug)
    actions.make.require(request.user, cycle=cycle)
    form = CommitteeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        making.make_committee(request.user, cycle, **form.cleaned_data)
        messages.success(request, _("The committee is set up with the default rubric."))
        return redirect("committee:desk", slug=slug)
    return form_page(request, "committee/desk/make.html", form, cycle=cycle)


@login_required
@require_http_methods(FORM)
def make_body(request: HttpRequest, slug: str) -> HttpResponse:
    """A borough committee or a sub-committee beside the one that reviews."""
    require_secretary(request)
    committee = committee_or_404(request, slug)
    form = BodyForm(request.POST or None, committee=committee)
    if request.method == "POST" and form.is_valid():
        try:
            made = making.make_body(request.user, committee.cycle, **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(
                request, _("The committee is set up. Write its charter and appoint its members.")
            )
            return redirect("committee:desk", slug=made.slug)
    return form_page(request, "committee/desk/body.html", form, committee=committee)


@login_required
@require_safe
def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Every item with its standing: who has scored, whose declaration is missing, whether there is a quorum."""
    require_secretary(request)
    committee = committee_or_404(request, slug)
    at = now()
    waiting = queries.before_committee(committee.cycle).select_related("envelope__cycle")
    page = keyset(waiting, order=("id",), cursor=request.GET.get("after"), size=20)
    found = queries.standings(committee, page.items, at)
    pending = Counter(
        Challenge.objects.filter(project__in=page.items, outcome=Challenge.Outcome.PENDING).values_list(
            "project_id", flat=True
        )
    )
    sessions = (
        Session.objects.visible_to(request.user).filter(committee=committee).order_by("-starts_at")[:20]
    )
    objections = Objection.objects.filter(decision__committee=committee, answered_at__isnull=True)
    at_work = queries.round_of(committee)
    sittings = dict(
        queries.on_agendas().filter(project__in=page.items).values_list("project_id", "session_id")
    )
    context = {
        "committee": committee,
        "page": page,
        "sessions": sessions,
        "objections": objections.select_related("decision__project")[:20],
        "lines": [
            _line(found[project.pk], pending[project.pk], sittings.get(project.pk)) for project in page.items
        ],
        "is_open": is_open(committee.cycle, at, Phase.Kind.COMMITTEE),
        "round": at_work,
        "may_open_round": actions.open_round.allows(request.user, committee=committee, at=at),
        "no_shape": actions.shape_round.refusal(request.user, round_=at_work) if at_work else None,
        "challenges": Challenge.objects.filter(
            member__committee=committee, outcome=Challenge.Outcome.PENDING
        ).count(),
    }
    return render(request, "committee/desk/desk.html", {**SECTION, **context})


def _line(standing: queries.Standing, pending: int, sitting: int | None) -> dict[str, object]:
    """``sitting`` is the session that decides on the item, where there is one."""
    names = {member.pk: member.user.display_name for member in standing.voting}
    recused = recusals_in_words(
        len(standing.withdrawn), len(standing.excluded), len(standing.challenged), len(standing.voided)
    )
    undeclared = [names[pk] for pk in names if pk in standing.undeclared]
    return {
        "standing": standing,
        "recused": recused,
        "undeclared": undeclared,
        "pending": pending,
        "sitting": sitting,
    }


@login_required
@require_http_methods(FORM)
def appoint(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a person a seat."""
    committee = committee_or_404(request, slug)
    actions.appoint.require(request.user, committee=committee, user=None)
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            making.appoint_member(request.user, committee, data.pop("email"), **data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The member is appointed and told."))
            return redirect("committee:desk", slug=slug)
    return form_page(request, "committee/desk/appoint.html", form, committee=committee)


@login_required
@require_http_methods(FORM)
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision on one item, beside its numbers; under the minimum it says so."""
    project = get_object_or_404(project_page(request.user), pk=pk)
    at = now()
    actions.open_decision.require(request.user, project=project, at=at)
    committee = get_object_or_404(committees(request.user), cycle=project.envelope.cycle_id, reviews=True)
    standing = queries.standing(committee, project, at)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.decide(request.user, project, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(
                request, _("The decision is published. The proposer and the followers are told.")
            )
            return redirect("committee:desk", slug=committee.slug)
    minimum = minimum_of(Seen(queries.round_of(committee), [], set()), committee)
    closing = standing.closing
    return form_page(
        request,
        "committee/desk/decide.html",
        form,
        project=project,
        proposal=visible_proposal(project, request.user),
        review=getattr(project, "review", None),
        standing=standing,
        closing=closing,
        recused=recusals_of(closing) if closing else [],
        minimum=points(minimum) if minimum else "",
        below=closing is not None and closing.score < minimum,
        criteria=[
            (one, standing.criterion_means.get(one.key)) for one in queries.rubric_of(committee).criteria
        ]
        if closing
        else [],
    )
