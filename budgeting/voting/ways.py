"""The way to the vote from the pages of a cycle and of a project: while it is open, and from its close to its result."""

from datetime import datetime
from typing import Any

from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.parts import cycle_part, project_part
from budgeting.voting.queries import group_of, result_at, voting_phase
from civic.portal.panels import Context

TEMPLATE = "voting/parts/way.html"


def _way(cycle: Cycle, at: datetime) -> Context | None:
    """Nothing before the vote opens or once its result is published. The page of the vote itself says who may vote.

    A query only after the close: is there a result, or was nobody ever asked?
    """
    phase = voting_phase(cycle)
    if phase is None or at < phase.opens_at:
        return None
    is_open = phase.is_open(at)
    if not is_open and _is_over(cycle):
        return None
    return {
        "cycle": cycle,
        "phase": phase,
        "is_open": is_open,
        "result_at": result_at(cycle),
        "project": None,
    }


def _is_over(cycle: Cycle) -> bool:
    group = group_of(cycle)
    return group is None or group.published_at is not None


@cycle_part("voting.way", order=5, template=TEMPLATE)
def on_cycle(cycle: Cycle, viewer: Any, at: datetime) -> Context | None:
    """The vote of this cycle."""
    return _way(cycle, at)


@project_part("voting.way", order=15, template=TEMPLATE)
def on_project(project: Project, viewer: Any, at: datetime) -> Context | None:
    """The vote that this project is on the ballot of."""
    if project.state != Project.State.ON_BALLOT:
        return None
    way = _way(project.envelope.cycle, at)
    return way and {**way, "project": project}
