"""For the parties to a project: challenging a member, and what became of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from budgeting.committee import actions, queries
from budgeting.committee.domain import challenging
from budgeting.committee.forms import ChallengeForm
from budgeting.committee.models import Challenge, Member
from budgeting.committee.views.member import SECTION, fetched
from budgeting.cycles.views.desk import say_no
from civic.common.clock import now
from civic.common.refusals import Refusal


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """Challenge a member; below, the challenges that I filed or that are about me, with their decisions."""
    project, _member = fetched(request, pk)
    at = now()
    mine = Q(by_id=request.user.pk) | Q(member__user_id=request.user.pk)
    told = list(Challenge.objects.filter(mine, project=project).select_related("member__user")[:20])
    no = actions.open_challenge.refusal(request.user, project=project, at=at)
    if no is not None and not told:
        raise no
    form = None
    if no is None:
        members = Member.objects.filter(
            queries.in_force(queries.day(at)),
            committee__cycle=project.envelope.cycle_id,
            committee__reviews=True,
        )
        form = ChallengeForm(request.POST or None, members=members.select_related("user").order_by("pk"))
    if request.method == "POST":
        if form is None:
            raise no or Refusal()
        if form.is_valid():
            try:
                _filed(request, project, form.cleaned_data)
            except Refusal as refusal:
                say_no(form, refusal)
            else:
                return redirect("committee:challenge", pk=pk)
    context = {
        "project": project,
        "form": form,
        "told": told,
        "no": no,
        "until": queries.challenge_until(project),
    }
    return render(
        request,
        "committee/challenge.html",
        {**SECTION, **context},
        status=422 if request.method == "POST" else 200,
    )


def _filed(request: HttpRequest, project: Any, data: dict[str, Any]) -> None:
    challenging.challenge(request.user, project, data["member"], ground=data["ground"], at=now())
    messages.success(
        request, _("Your challenge is filed. The committee decides without that member, and you are told.")
    )
