"""Beginning a reading of slips anew: in the place of a reader who cannot finish, or the whole box where both went wrong."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.cycles.forms import ReasonForm
from budgeting.voting import actions
from budgeting.voting.domain import entering
from budgeting.voting.views.paper import DESK, FORM, batch_or_404
from budgeting.voting.views.quiet import quiet
from civic.common.clock import now
from civic.common.refusals import Refusal


@quiet
@require_http_methods(FORM)
def again(request: HttpRequest, slug: str, pk: int, reading: str) -> HttpResponse:
    """What is thrown away, and why it is; then the slips are entered from the first on."""
    batch = batch_or_404(request, slug, pk)
    given = {"batch": batch, "reading": reading}
    actions.read_paper_again.require(request.user, **given, reason=None, at=now())
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            entering.read_again(request.user, batch, reading=reading, reason=form.cleaned_data["reason"])
        except Refusal as no:
            form.add_error(None, f"{no} {no.way_forward}")
        else:
            messages.success(request, _("The reading begins anew. It is yours."))
            return HttpResponseRedirect(reverse("voting:enter", args=[slug, pk]))
    context = {**DESK, **given, "cycle": batch.place.cycle, "form": form}
    return render(request, "voting/paper/again.html", context, status=422 if form.errors else 200)
