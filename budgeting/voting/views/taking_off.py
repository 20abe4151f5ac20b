"""The budget officer's page for taking a project off the ballot while the vote runs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.cycles.views.desk import FORM, form_page, say_no
from budgeting.voting import actions, queries
from budgeting.voting.domain import taking_off
from budgeting.voting.forms_taking_off import TakeOffForm
from budgeting.voting.views.fetching import project_of
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.processes.models import Phase


@login_required
@require_http_methods(FORM)
def take_off(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What it does and whom it tells, then the ground and the reason."""
    project, at = project_of(request.user, slug, pk), now()
    actions.take_off_ballot.require(request.user, project=project, at=at)
    form = TakeOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            taking_off.take_off_ballot(request.user, project, **form.cleaned_data)
        except Refusal as no:
            say_no(form, no)
        else:
            messages.success(request, _("The project is off the ballot. Its page and the ballot say why."))
            return redirect(project)
    cycle = project.envelope.cycle
    running = cycle.process.phase_at(Phase.Kind.VOTING, at)
    context = {"cycle": cycle, "group": queries.group_of(cycle), "is_open": running is not None}
    return form_page(request, "voting/take_off.html", form, project=project, **context)
