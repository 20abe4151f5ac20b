"""Residents say whether a completed project came out as promised."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.cycles.views.desk import FORM, form_page
from budgeting.delivery import actions, forms, queries
from budgeting.delivery.domain import judging
from budgeting.delivery.models import Verdict
from civic.accounts.actors import person
from civic.common.clock import now
from civic.common.refusals import Refusal


@require_http_methods(FORM)
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """One question with three answers; why not, where it cannot be answered."""
    delivery = get_object_or_404(queries.deliveries(request.user), pk=pk)
    no: Refusal | None = actions.confirm_outcome.refusal(request.user, delivery=delivery, at=now())
    if no is not None and (request.method == "POST" or no.status in (401, 403)):
        raise no
    form = forms.started(forms.OutcomeForm, request)
    if request.method == "POST" and form.is_valid():
        judging.confirm(request.user, delivery, answer=form.cleaned_data["answer"], at=now())
        messages.success(request, _("Thank you. Your answer is counted; no name is shown."))
        return redirect(f"{delivery.project.get_absolute_url()}#delivery")
    if request.method != "POST" and no is None:
        said = Verdict.objects.filter(delivery=delivery, user=person(request.user)).first()
        form = forms.OutcomeForm(initial={"answer": said.answer if said else None})
    return form_page(request, "delivery/outcome.html", form, section="budget", delivery=delivery, no=no)
