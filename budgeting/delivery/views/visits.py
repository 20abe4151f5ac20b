"""Citizen monitors at the desk: the budget officer writes the visit down, the department answers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.cycles.views.desk import FORM
from budgeting.delivery import actions, forms, queries
from budgeting.delivery.domain import visiting
from budgeting.delivery.models import Visit
from budgeting.delivery.views.acting import act_by_form
from civic.common.clock import now


@login_required
@require_http_methods(FORM)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """A visit of citizen monitors."""
    delivery = get_object_or_404(queries.deliveries(request.user), pk=pk)
    actions.see_to_visits.require(request.user)

    def act(**given: Any) -> object:
        return visiting.record_visit(request.user, delivery, at=now(), **given)

    form = forms.started(forms.VisitForm, request)
    return act_by_form(request, delivery, form, _("Record a visit of citizen monitors"), act)


@login_required
@require_http_methods(FORM)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the oldest finding that waits for one."""
    delivery = get_object_or_404(queries.deliveries(request.user), pk=pk)
    actions.answer_visits.require(request.user, delivery=delivery)
    visit = Visit.objects.filter(delivery=delivery, answered_at=None).first()
    if visit is None:
        raise Http404

    def act(**given: Any) -> object:
        return visiting.answer_visit(request.user, visit, at=now(), **given)

    form = forms.started(forms.AnswerForm, request)
    return act_by_form(
        request,
        delivery,
        form,
        _("Answer citizen monitors"),
        act,
        quote=visit,
        submit=_("Publish the answer"),
    )
