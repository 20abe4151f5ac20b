"""A member's work in one committee: what waits, in which order, and how far along. A fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count
from django.utils.crypto import salted_hmac

from budgeting.committee import queries
from budgeting.committee.models import Calibration, Declaration, Draft, Member, Round, ScoreSheet
from budgeting.cycles.models import Cycle, Project
from budgeting.cycles.queries import is_open
from civic.common.paging import Page
from civic.processes.models import Phase

PAGE = 25
READ = (
    "number", "title", "title_en", "department_id", "envelope_id",
    "area__name", "area__name_en", "proposal__author__display_name",
)  # fmt: skip
"""What a list of titles reads of each project: whole dossiers of a real year would cost a page a third of a second."""


@dataclass
class Queue:
    """A member's items: to declare (titles and proposers only), to score, scored, and those they are out of."""

    member: Member
    to_declare: list[Project] = field(default_factory=list)
    to_score: list[Project] = field(default_factory=list)
    scored: list[Project] = field(default_factory=list)
    closed: list[Project] = field(default_factory=list)
    """Scoring was closed before the member had scored."""
    excluded: list[Project] = field(default_factory=list)
    withdrawn: list[Project] = field(default_factory=list)
    drafted: set[int] = field(default_factory=set)
    reopened: set[int] = field(default_factory=set)
    common: set[int] = field(default_factory=set)
    """The dossiers that everybody scores first."""
    closes_at: datetime | None = None
    is_open: bool = False
    is_over: bool = False
    """The committee's phase has ended: nothing here can be late any more."""

    @property
    def mine(self) -> int:
        """Items that are the member's to judge."""
        return len(self.to_declare) + len(self.to_score) + len(self.scored)

    @property
    def done(self) -> int:
        return len(self.scored)

    @property
    def out(self) -> int:
        return len(self.excluded) + len(self.withdrawn)

    @property
    def common_waiting(self) -> bool:
        """Are common dossiers still to be scored?"""
        return any(one.pk in self.common for one in [*self.to_declare, *self.to_score])

    def following(self, besides: int) -> Project | None:
        """Where "save and next" leads: common dossiers first, then the least-reviewed item, then what waits for a word."""
        rows = [one for one in [*self.to_score, *self.to_declare] if one.pk != besides]
        return next((one for one in rows if one.pk in self.common), rows[0] if rows else None)


def queue_of(member: Member, cycle: Cycle, at: datetime) -> Queue:
    """What waits for a member, least-reviewed first; the order among equals is the member's own, so that members spread."""
    at_work = queries.round_of(member.committee_id)
    projects = _given(member, cycle, at_work)
    known = _Known(
        queries.newest_declarations(projects, member),
        queries.scored_by(member, projects),
        queries.conflicts([member], projects, at),
        set(queries.newest_closings(projects)),
    )
    common = set(Calibration.objects.filter(round=at_work).values_list("project_id", flat=True))
    rows = ScoreSheet.objects.filter(project__in=projects, round=at_work).values("project")
    counts = dict(rows.annotate(n=Count("member", distinct=True)).values_list("project", "n"))
    projects.sort(key=lambda one: (one.pk not in common, counts.get(one.pk, 0), _own_order(member, one)))
    phase = cycle.process.phase(Phase.Kind.COMMITTEE)
    found = Queue(
        member,
        closes_at=phase.closes_at if phase else None,
        is_over=phase is not None and phase.closes_at <= at,
        is_open=is_open(cycle, at, Phase.Kind.COMMITTEE),
        common=common,
        drafted=set(Draft.objects.filter(member=member, round=at_work).values_list("project_id", flat=True)),
    )
    for project in projects:
        _place(found, project, known)
    return found


def _given(member: Member, cycle: Cycle, at_work: Round | None) -> list[Project]:
    """The projects before the committee that were given to the member."""
    rows = list(
        queries.before_committee(cycle).select_related("area", "proposal__author").only(*READ).order_by("id")
    )
    given = queries.raters_of(at_work, rows)
    if given is None:
        return rows
    return [one for one in rows if queries.is_given(given, one, member.pk)]


@dataclass(frozen=True)
class _Known:
    declared: Mapping[queries.Pair, str]
    own: set[int]
    out: set[queries.Pair]
    closed: set[int]


def _place(found: Queue, project: Project, known: _Known) -> None:
    key = (found.member.pk, project.pk)
    interest = known.declared.get(key)
    if key in known.out:
        found.excluded.append(project)
    elif interest is not None and interest != Declaration.Interest.NONE:
        found.withdrawn.append(project)
    elif project.pk in known.own and not (project.pk in found.drafted and project.pk not in known.closed):
        found.scored.append(project)
    elif project.pk in known.closed:
        found.closed.append(project)
    elif interest is None:
        found.to_declare.append(project)
    else:
        found.to_score.append(project)
        if project.pk in known.own:
            found.reopened.add(project.pk)


def _own_order(member: Member, project: Project) -> str:
    return salted_hmac("committee.queue", f"{member.pk}:{project.pk}").hexdigest()


def page_of(rows: list[Project], after: str | None, size: int = PAGE) -> Page[Project]:
    """One page of a list that is in memory in its order: begins after the project whose id is ``after``."""
    ids = [str(one.pk) for one in rows]
    start = ids.index(after) + 1 if after in ids else 0
    items = rows[start : start + size]
    return Page(items, str(items[-1].pk) if start + size < len(rows) else None, start > 0)
