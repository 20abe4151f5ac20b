"""A member's work in one committee: what waits, in which order, and how far along. A fixed number of queries."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.utils.crypto import salted_hmac

from budgeting.committee import queries
from budgeting.committee.models import Declaration, Member, ScoreSheet
from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.queries import is_open
from civic.processes.models import Phase


@dataclass
class Queue:
    """A member's items: to declare (titles and proposers only), to score, scored, and those they are out of."""

    member: Member
    to_declare: list[Project] = field(default_factory=list)
    to_score: list[Project] = field(default_factory=list)
    scored: list[Project] = field(default_factory=list)
    excluded: list[Project] = field(default_factory=list)
    withdrawn: list[Project] = field(default_factory=list)
    closes_at: datetime | None = None
    is_open: bool = False

    @property
    def mine(self) -> int:
        """Items that are the member's to judge."""
        return len(self.to_declare) + len(self.to_score) + len(self.scored)

    @property
    def done(self) -> int:
        return len(self.scored)


def queue_of(member: Member, cycle: Cycle, at: datetime) -> Queue:
    """What waits for a member, least-reviewed first; the order among equals is the member's own, so that members spread."""
    projects = list(
        queries.before_committee(cycle)
        .select_related("envelope", "department", "area", "proposal__author")
        .order_by("id")
    )
    declared = queries.newest_declarations(projects, member)
    own = queries.newest_sheets(projects, member)
    out = queries.conflicts([member], projects, at)
    rows = ScoreSheet.objects.filter(project__in=projects).values("project")
    counts = dict(rows.annotate(n=Count("member", distinct=True)).values_list("project", "n"))
    projects.sort(key=lambda one: (counts.get(one.pk, 0), _own_order(member, one)))
    phase = cycle.process.phase(Phase.Kind.COMMITTEE)
    found = Queue(
        member, closes_at=phase.closes_at if phase else None, is_open=is_open(cycle, at, Phase.Kind.COMMITTEE)
    )
    for project in projects:
        key = (member.pk, project.pk)
        _place(found, project, key in out, declared.get(key), key in own)
    return found


def _place(found: Queue, project: Project, is_out: bool, interest: str | None, has_scored: bool) -> None:
    if is_out:
        found.excluded.append(project)
    elif interest is None:
        found.to_declare.append(project)
    elif interest != Declaration.Interest.NONE:
        found.withdrawn.append(project)
    elif has_scored:
        found.scored.append(project)
    else:
        found.to_score.append(project)


def _own_order(member: Member, project: Project) -> str:
    return salted_hmac("committee.queue", f"{member.pk}:{project.pk}").hexdigest()


def lettered(sheets: dict[int, ScoreSheet], project: Project) -> list[dict[str, Any]]:
    """Sheets without names: member A, B, …, in an order that says nothing about who they are."""
    order = sorted(
        sheets, key=lambda member: salted_hmac("committee.letters", f"{project.pk}:{member}").hexdigest()
    )
    return [{"letter": letter_of(number), "sheet": sheets[member]} for number, member in enumerate(order)]


def letter_of(number: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
