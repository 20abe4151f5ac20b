"""What waits for the officers at the desk, and the count's knot on the golden thread."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from budgeting.cycles.lineage import came_to
from budgeting.cycles.models import Cycle
from budgeting.results import telling
from budgeting.results.models import Standing
from budgeting.voting.queries import result_at, voting_phase
from civic.accounts.actors import holds
from civic.portal.panels import Context, panel
from civic.portal.threads import Knot, thread_part
from civic.processes.models import Phase


@panel("results.todo", place="desk", order=20, template="results/panels/desk.html")
def todo(request: HttpRequest, at: datetime) -> Context | None:
    """Votes whose next step is this person's: fix the roll, close, count, or publish."""
    budget, publisher = holds(request.user, "budget"), holds(request.user, "publisher")
    if not (budget or publisher):
        return None
    cycles = (
        Cycle.objects.filter(process__phases__kind=Phase.Kind.VOTING, external_id__isnull=True)
        .exclude(count__state="published")
        .select_related("process", "voting", "count")
        .prefetch_related("process__phases")
        .order_by("-pk")[:20]
    )
    tasks = [task for task in (_task(each, at, budget, publisher) for each in cycles) if task]
    return {"tasks": tasks} if tasks else None


def _task(cycle: Cycle, at: datetime, budget: bool, publisher: bool) -> dict[str, Any] | None:
    group, count, phase = getattr(cycle, "voting", None), getattr(cycle, "count", None), voting_phase(cycle)
    if phase is None:
        return None
    if group is None or group.roll_fixed_at is None:
        found = (budget, _("Fix the roll before the vote opens"), phase.opens_at)
    elif at < phase.closes_at:
        return None
    elif group.closed_at is None:
        found = (budget, _("Close the box"), phase.closes_at)
    elif count is None:
        found = (budget, _("Count the votes"), result_at(cycle) or phase.closes_at)
    else:
        found = (publisher, _("Publish the result"), result_at(cycle) or phase.closes_at)
    mine, what, due = found
    return {"cycle": cycle, "what": what, "due": due} if mine else None


@thread_part("results.count")
def counted(number: str, viewer: Any) -> Iterator[Knot]:
    """The published count: place, votes, and whether it is funded."""
    rows = Standing.objects.visible_to(AnonymousUser()).filter(project__in=came_to(number))
    for one in rows.select_related("envelope_count__count__cycle", "project"):
        count = one.envelope_count.count
        votes = telling.votes(one, one.envelope_count)
        words = {"rank": one.rank, "votes": f"{votes or 0:,}"}
        text = _("Place %(rank)s") if votes is None else _("Place %(rank)s with %(votes)s votes")
        yield Knot(
            stage="count",
            at=count.published_at,
            title=_("Funded by the vote") if one.funded else _("Not funded by the vote"),
            text=text % words,
            url=f"/results/{count.cycle.slug}/#project-{one.project_id}",
            facts={"rank": one.rank, "votes": votes, "funded": one.funded},
        )
