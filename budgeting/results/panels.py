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
from budgeting.results.next_steps import next_step, with_steps
from civic.accounts.actors import holds
from civic.common.bilingual import localized
from civic.portal.panels import Context, panel
from civic.portal.threads import Knot, thread_part
from civic.processes.models import Phase


@panel("results.todo", place="desk", order=20, template="results/panels/desk.html")
def todo(request: HttpRequest, at: datetime) -> Context | None:
    """Votes whose next step is this person's, from fixing the roll to destroying the keys."""
    if not holds(request.user, "budget", "publisher"):
        return None
    held = Cycle.objects.filter(process__phases__kind=Phase.Kind.VOTING)
    open_ones = held.exclude(count__state="published", voting__keys_destroyed_at__isnull=False)
    steps = [(cycle, next_step(cycle, at)) for cycle in with_steps(open_ones).order_by("-pk")[:20]]
    tasks = [
        {"cycle": cycle, "step": step} for cycle, step in steps if step and step.waits_for(request.user, at)
    ]
    return {"tasks": tasks} if tasks else None


@thread_part("results.count")
def counted(number: str, viewer: Any) -> Iterator[Knot]:
    """The published count: place, votes, and whether it is funded."""
    rows = Standing.objects.visible_to(AnonymousUser()).filter(project__in=came_to(number))
    for one in rows.select_related("envelope_count__count__cycle", "project", "override"):
        count = one.envelope_count.count
        votes = telling.votes(one, one.envelope_count)
        words = {"rank": one.rank, "votes": f"{votes or 0:,}"}
        text = _("Place %(rank)s") if votes is None else _("Place %(rank)s with %(votes)s votes")
        yield Knot(
            stage="count",
            at=count.published_at,
            title=_("Funded by the vote") if one.funded else _("Not funded by the vote"),
            text=_with_decision(text % words, one),
            url=f"/results/{count.cycle.slug}/#project-{one.project_id}",
            facts={"rank": one.rank, "votes": votes, "funded": one.funded, "decided": one.decided},
        )


def _with_decision(text: str, one: Standing) -> str:
    """What an officer decided otherwise than counted stands beside the count, with its reason."""
    if one.decided == one.funded:
        return text
    decided = _("Funded, by a decision") if one.decided else _("Not funded, by a decision")
    return f"{text}. {decided}: {localized(one.override, 'reason')}"
