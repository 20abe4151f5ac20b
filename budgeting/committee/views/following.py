"""What follows a decision: recommendations with their answer, objections with theirs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.committee.domain import answering
from budgeting.committee.models import Decision, Objection, Recommendation, Session
from budgeting.committee.sessions import after as actions
from budgeting.committee.sessions import forms
from budgeting.committee.views.desk import require_secretary
from budgeting.committee.views.public import SECTION
from budgeting.committee.views.sessions import item_or_404
from budgeting.cycles.models import Project
from budgeting.cycles.views.desk import FORM, form_page, say_no
from civic.common.clock import now
from civic.common.refusals import Refusal


@login_required
@require_http_methods(FORM)
def recommend(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary records a recommendation of the committee."""
    require_secretary(request)
    item = item_or_404(request, pk)
    form = forms.RecommendationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = answering.recommend(request.user, item, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The recommendation is with the department."))
            return redirect("committee:recommendation", pk=made.pk)
    return form_page(request, "committee/following/recommend.html", form, item=item)


@require_http_methods(FORM)
def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """A recommendation with its answer; the department's officer answers here."""
    shown = Recommendation.objects.filter(item__session__in=Session.objects.visible_to(request.user))
    found = get_object_or_404(shown.select_related("item__session__committee", "department"), pk=pk)
    no = actions.answer_recommendation.refusal(request.user, recommendation=found, answer=None)
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST":
        actions.answer_recommendation.require(request.user, recommendation=found, answer=None)
        if form.is_valid():
            answering.answer_recommendation(request.user, found, at=now(), **form.cleaned_data)
            messages.success(request, _("The answer is published with today's date."))
            return redirect("committee:recommendation", pk=pk)
    status = 422 if request.method == "POST" else 200
    context = {"recommendation": found, "form": None if no else form, "session": found.item.session}
    return render(request, "committee/following/recommendation.html", {**SECTION, **context}, status=status)


@login_required
@require_http_methods(FORM)
def object_to(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposer objects to a decision."""
    shown = Decision.objects.filter(project__in=Project.objects.visible_to(request.user))
    decision = get_object_or_404(shown.select_related("project__proposal", "committee"), pk=pk)
    actions.object_.require(request.user, decision=decision, text=None, at=now())
    form = forms.ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answering.object_to(request.user, decision, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(
                request, _("Your objection is in. The day of the answer stands beside the decision.")
            )
            return redirect(f"{decision.project.get_absolute_url()}#committee")
    until = actions.objection_until(decision)
    context = {"decision": decision, "until": until, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "committee/following/object.html", {**SECTION, **context}, status=status)


@login_required
@require_http_methods(FORM)
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary answers an objection."""
    require_secretary(request)
    found = get_object_or_404(
        Objection.objects.select_related("decision__project", "decision__committee"), pk=pk
    )
    actions.answer_objection.require(request.user, objection=found, answer=None)
    form = forms.ObjectionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answering.answer_objection(request.user, found, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            say_no(form, refusal)
        else:
            messages.success(request, _("The answer is published, and the objector is told."))
            return redirect("committee:desk", slug=found.decision.committee.slug)
    return form_page(request, "committee/following/objection.html", form, objection=found)
