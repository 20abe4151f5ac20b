"""The Community Innovation Plan: its public page, and the secretary's forms."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from budgeting.committee.domain import planning
from budgeting.committee.models import CityRemark, Plan
from budgeting.committee.plans import actions, forms
from budgeting.committee.plans.questions import QUESTIONS
from budgeting.committee.views.desk import require_secretary
from budgeting.committee.views.public import SECTION, committee_or_404
from budgeting.cycles.views.desk import FORM, form_page, say_no
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.clock import now
from civic.common.refusals import Refusal


def plan_or_404(request: HttpRequest, pk: int) -> Plan:
    shown = Plan.objects.visible_to(request.user).select_related("committee__cycle__process", "area")
    return get_object_or_404(shown, pk=pk)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Ranked projects, the city's remarks with answers, the evaluation as far as it is filled in."""
    found = plan_or_404(request, pk)
    entries = list(found.entries.select_related("project"))
    filled = {one.question: one for one in found.assessments.all()}
    context = {
        "plan": found,
        "committee": found.committee,
        "entries": entries,
        "total": sum(one.cost for one in entries),
        "remarks": list(found.remarks.all()),
        "questions": [{"text": text, "answer": filled.get(key)} for key, text in QUESTIONS.items()],
        "filled": len(filled),
        "is_secretary": holds(request.user, Role.Kind.SECRETARY),
    }
    return render(request, "committee/plans/plan.html", {**SECTION, **context})


@login_required
@require_http_methods(FORM)
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a plan."""
    committee = committee_or_404(request, slug)
    actions.make_plan.require(request.user, committee=committee, year=None)
    form = forms.PlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = planning.make_plan(request.user, committee, **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The plan is begun. Add its projects in their ranks."))
            return redirect("committee:plan", pk=made.pk)
    title = _("Begin a Community Innovation Plan")
    return form_page(request, "committee/plans/form.html", form, title=title, committee=committee, plan=None)


@login_required
@require_http_methods(FORM)
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a project at a rank."""
    found = plan_or_404(request, pk)
    actions.write_plan.require(request.user, plan=found)
    form = forms.EntryForm(request.POST or None, plan=found)
    if request.method == "POST" and form.is_valid():
        planning.add_entry(request.user, found, **form.cleaned_data)
        messages.success(request, _("The project stands in the plan."))
        return redirect("committee:plan", pk=pk)
    title = _("Add a project to the plan")
    return form_page(request, "committee/plans/form.html", form, title=title, plan=found)


@login_required
@require_http_methods(FORM)
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a remark of the city."""
    found = plan_or_404(request, pk)
    actions.remark.require(request.user, plan=found)
    form = forms.RemarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planning.remark_on(request.user, found, at=now(), **form.cleaned_data)
        messages.success(request, _("The remark is recorded."))
        return redirect("committee:plan", pk=pk)
    title = _("Record a remark of the city")
    return form_page(request, "committee/plans/form.html", form, title=title, plan=found)


@login_required
@require_http_methods(FORM)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a remark of the city."""
    shown = CityRemark.objects.filter(plan__in=Plan.objects.visible_to(request.user))
    found = get_object_or_404(shown.select_related("plan__committee"), pk=pk)
    require_secretary(request)
    form = forms.RemarkAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            planning.answer_remark(request.user, found, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The answer is published with today's date."))
            return redirect("committee:plan", pk=found.plan_id)
    title = _("Answer a remark of the city")
    context = {"title": title, "plan": found.plan, "remark": found}
    return form_page(request, "committee/plans/form.html", form, **context)


@login_required
@require_http_methods(FORM)
def assess(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a question of the evaluation form."""
    found = plan_or_404(request, pk)
    actions.assess.require(request.user, plan=found, question=None)
    form = forms.AssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        planning.assess(request.user, found, at=now(), **form.cleaned_data)
        messages.success(request, _("The answer stands in the evaluation form."))
        return redirect("committee:plan", pk=pk)
    title = _("Fill in the evaluation form")
    return form_page(request, "committee/plans/form.html", form, title=title, plan=found)


@login_required
@require_POST
def consult(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the consultation with the city."""
    planning.publish_plan(request.user, plan_or_404(request, pk))
    messages.success(request, _("The consultation is open, and the plan is public."))
    return redirect("committee:plan", pk=pk)


@login_required
@require_POST
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree the plan."""
    planning.agree_plan(request.user, plan_or_404(request, pk), at=now())
    messages.success(request, _("The plan is agreed."))
    return redirect("committee:plan", pk=pk)
