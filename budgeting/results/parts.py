"""The result on the pages of a cycle and of a project, once it is published."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.parts import cycle_part, project_part
from budgeting.results import telling, words
from budgeting.results.models import Count, Standing
from budgeting.voting.queries import voting_phase
from civic.portal.panels import Context

COUNTED = (Project.State.FUNDED, Project.State.NOT_FUNDED)


@cycle_part("results.result", order=6, template="results/parts/cycle.html")
def on_cycle(cycle: Cycle, viewer: Any, at: datetime) -> Context | None:
    """How many projects are funded, and the way to the result; no query before the vote is over."""
    phase = voting_phase(cycle)
    if phase is not None and at < phase.closes_at:
        return None
    count = Count.objects.visible_to(AnonymousUser()).filter(cycle=cycle).first()
    if count is None:
        return None
    states = list(
        Project.objects.filter(envelope__cycle=cycle, state__in=COUNTED).values_list("state", flat=True)
    )
    return {"cycle": cycle, "count": count, "funded": states.count(Project.State.FUNDED), "all": len(states)}


@project_part("results.standing", order=20, template="results/parts/project.html")
def on_project(project: Project, viewer: Any, at: datetime) -> Context | None:
    """The place of the project and why it is funded or not; a query where it was counted."""
    if project.state not in COUNTED:
        return None
    rows = Standing.objects.visible_to(AnonymousUser()).filter(project=project)
    one = rows.select_related("envelope_count__count", "override", "project").first()
    if one is None:
        return None
    row, cycle = one.envelope_count, project.envelope.cycle
    why = telling.why(one) if row.untold else words.why(one, row, cycle.currency)
    return {"standing": one, "why": why, "cycle": cycle}
