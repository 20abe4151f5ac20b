"""The preview of a session's decisions with their letters, and publishing them."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from budgeting.committee.domain import announcing
from budgeting.committee.models import Item
from budgeting.committee.queries.ballot import comes_to_nothing, has_left
from budgeting.committee.sessions import queries
from budgeting.committee.telling import letters_of
from budgeting.committee.views.desk import require_secretary
from budgeting.committee.views.sessions import session_or_404
from budgeting.cycles.views.desk import FORM
from budgeting.cycles.views.desk import SECTION as DESK
from civic.common.clock import now
from civic.common.paging import keyset


def _left(item: Item, at: datetime) -> str:
    """Why a decided item comes to no decision: its project has left the committee since the vote, or the vote has opened."""
    project = item.project
    if project is None or not item.session.committee.reviews or not comes_to_nothing(item, at):
        return ""
    if not has_left(project):
        return _(
            "The vote has opened, so the project does not come to the ballot any more. The vote stands in the minutes; "
            "no letter goes out."
        )
    state = project.get_state_display()
    return _(
        "The project is no longer before the committee (%(state)s). The vote stands in the minutes; no letter goes out."
    ) % {"state": state}


@login_required
@require_http_methods(FORM)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview of the decisions and of who is told; then all are published together."""
    found = session_or_404(request, pk)
    require_secretary(request)
    if request.method == "POST":
        made = announcing.publish_decisions(request.user, found, at=now())
        said = _("The decisions are published: %(n)s projects. The proposers and the followers are told.")
        messages.success(request, said % {"n": len(made)})
        return redirect("committee:run", pk=pk)
    at = now()
    waiting = (
        queries.unpublished(found)
        .select_related("project__proposal__author", "project__envelope__cycle__process")
        .prefetch_related("project__envelope__cycle__process__phases")
    )
    page = keyset(waiting, order=("position", "id"), cursor=request.GET.get("after"), size=20)
    letters = letters_of(found, page.items, at) if found.committee.reviews else {}
    lines = [{"item": one, "letter": letters.get(one.pk), "left": _left(one, at)} for one in page.items]
    context = {
        "session": found,
        "lines": lines,
        "page": page,
        "waiting": waiting.count(),
        "committee": found.committee,
    }
    return render(request, "committee/sessions/publish.html", {**DESK, **context})
