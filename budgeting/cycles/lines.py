"""Cycles and projects as lists show them."""

from collections.abc import Iterable
from typing import Any

from budgeting.cycles.models import Project
from budgeting.cycles.parts import noted
from budgeting.cycles.states import TAG_KINDS, State
from civic.common.bilingual import localized
from civic.common.money import amount_text


def project_lines(projects: Iterable[Project]) -> list[dict[str, Any]]:
    """The rows of a list, with what upper apps say of a state: one query more where a project is in such a state."""
    rows = list(projects)
    said = noted(rows)
    return [_line(project, said.get(project.pk, "")) for project in rows]


def _line(project: Project, note: str) -> dict[str, Any]:
    """One row of a list: what the component "item" takes, and the project."""
    meta = [amount_text(project.cost, project.envelope.cycle.money), str(project.envelope)]
    if project.department is not None:
        meta.append(str(project.department))
    if note:
        meta.append(note)
    return {
        "project": project,
        "href": project.get_absolute_url(),
        "state": project.get_state_display(),
        "state_kind": TAG_KINDS[State(project.state)],
        "summary": localized(project, "summary")[:160],
        "meta": meta,
        "area": str(project.area) if project.area is not None else "",
    }
