"""Other departments' opinions, and the proposer's objection with its answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.cycles import actions
from budgeting.cycles.domain import consulting, objecting
from budgeting.cycles.forms import AskForm, ObjectionAnswerForm, ObjectionForm, OpinionForm
from budgeting.cycles.views.desk import FORM, form_page
from budgeting.cycles.views.public import project_or_404
from budgeting.cycles.views.shaping import PAGE, taken
from civic.common.clock import now


@login_required
@require_http_methods(FORM)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask another department about its field."""
    project, at = project_or_404(request, pk), now()
    actions.ask_partner.require(request.user, project=project, department=None, question="", at=at)
    form = AskForm(request.POST or None, project=project)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        if taken(form, lambda: consulting.ask_partner(request.user, project, at=at, **asked)):
            messages.success(
                request, _("The department is asked. Its opinion will stand on the project page.")
            )
            return redirect(project)
    lead = _("Question and opinion are published on the project page before the vote.")
    heading = _("Ask another department")
    return form_page(request, PAGE, form, project=project, heading=heading, lead=lead, submit=_("Ask"))


@login_required
@require_http_methods(FORM)
def opinion(request: HttpRequest, pk: int, opinion: int) -> HttpResponse:
    """Give the opinion of a department that was asked."""
    project, at = project_or_404(request, pk), now()
    asked = get_object_or_404(project.partner_opinions.select_related("department"), pk=opinion)
    actions.give_opinion.require(request.user, project=project, opinion=asked, text=None, at=at)
    form = OpinionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if taken(form, lambda: consulting.give_opinion(request.user, asked, text=text, at=at)):
            messages.success(request, _("The opinion is published on the project page."))
            return redirect(project)
    heading = _("Opinion of %(department)s") % {"department": asked.department}
    return form_page(
        request,
        PAGE,
        form,
        project=project,
        heading=heading,
        lead=asked.question,
        submit=_("Publish the opinion"),
    )


@login_required
@require_http_methods(FORM)
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """The proposer objects to the review."""
    project, at = project_or_404(request, pk), now()
    actions.object_to_review.require(request.user, project=project, text=None, at=at)
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if taken(form, lambda: objecting.object_to_review(request.user, project, text=text, at=at)):
            messages.success(request, _("Your objection is received. The department answers within 14 days."))
            return redirect(project)
    lead = _(
        "The department in charge must answer within 14 days, with its reason. You can object once to a review."
    )
    heading = _("Object to the review")
    context = {"section": "budget", "show_desk": False}
    return form_page(
        request,
        PAGE,
        form,
        project=project,
        heading=heading,
        lead=lead,
        submit=_("Send the objection"),
        **context,
    )


@login_required
@require_http_methods(FORM)
def answer(request: HttpRequest, pk: int, objection: int) -> HttpResponse:
    """The department answers an objection."""
    project, at = project_or_404(request, pk), now()
    found = get_object_or_404(project.objections.select_related("project"), pk=objection)
    actions.answer_objection.require(request.user, objection=found, answer=None, at=at)
    form = ObjectionAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if taken(form, lambda: objecting.answer_objection(request.user, found, at=at, **given)):
            messages.success(request, _("The answer is published on the project page."))
            return redirect(project)
    heading = _("Answer the objection")
    return form_page(
        request, PAGE, form, project=project, heading=heading, lead=found.text, submit=_("Publish the answer")
    )
