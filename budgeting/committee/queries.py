"""Questions about seats, interests and sheets that several places ask. Each costs a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from budgeting.committee import scoring
from budgeting.committee.models import Committee, Criterion, Decision, Declaration, Member, ScoreSheet
from budgeting.cycles.models import Cycle, Project
from civic.accounts.models import Role
from proposals.models import Proposal

CLEAR = Declaration.Interest.NONE


def in_force(on: date) -> Q:
    """Seats that are held on that day."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def day(at: datetime) -> date:
    """The office's calendar day of a moment."""
    return timezone.localtime(at).date()


def seat_of(viewer: Any, cycle: Cycle | int, at: datetime) -> Member | None:
    """The viewer's seat in the cycle's committee, held now."""
    if getattr(viewer, "pk", None) is None:
        return None
    return (
        Member.objects.filter(
            in_force(day(at)), user_id=viewer.pk, committee__cycle=cycle, committee__reviews=True
        )
        .select_related("committee", "user")
        .first()
    )


def seat_in(viewer: Any, committee: Committee, at: datetime) -> Member | None:
    """The viewer's seat in this very committee, held now."""
    if getattr(viewer, "pk", None) is None:
        return None
    seats = Member.objects.filter(in_force(day(at)), user_id=viewer.pk, committee=committee)
    return seats.select_related("committee", "user").first()


def before_committee(cycle: Cycle) -> QuerySet[Project]:
    """The projects that departments found eligible and the committee has not decided."""
    return Project.objects.filter(envelope__cycle=cycle, state=Project.State.ELIGIBLE)


def conflicts(members: Iterable[Member], projects: Iterable[Project], at: datetime) -> set[tuple[int, int]]:
    """Which member is excluded by rule from which project, as pairs of their ids; two queries.

    A member is excluded who wrote the project's proposal (or one merged into it), or who is officer of the department
    in charge.
    """
    seats = {member.user_id: member.pk for member in members}
    rows = list(projects)
    by_proposal: dict[int | None, set[int]] = defaultdict(set)
    by_department: dict[int | None, set[int]] = defaultdict(set)
    for row in rows:
        by_proposal[row.proposal_id].add(row.pk)
        by_department[row.department_id].add(row.pk)
    own, in_charge = by_proposal.keys() - {None}, by_department.keys() - {None}
    written = Proposal.objects.filter(author__in=seats).filter(Q(pk__in=own) | Q(merged_into__in=own))
    found = {
        (seats[author], project)
        for proposal, merged_into, author in written.values_list("pk", "merged_into_id", "author_id")
        for one in {proposal, merged_into} & own
        for project in by_proposal[one]
    }
    held = Role.objects.in_force(at).filter(kind=Role.Kind.OFFICER, user__in=seats, department__in=in_charge)
    for user, department in held.values_list("user_id", "department_id"):
        found |= {(seats[user], project) for project in by_department[department]}
    return found


def newest_declarations(
    projects: Iterable[Project] | QuerySet[Project], member: Member | None = None
) -> dict[tuple[int, int], str]:
    """(member, project) → the newest interest declared; one query."""
    rows = Declaration.objects.filter(project__in=projects)
    if member is not None:
        rows = rows.filter(member=member)
    newest = rows.order_by("member_id", "project_id", "-id").distinct("member_id", "project_id")
    return {
        (member, project): interest
        for member, project, interest in newest.values_list("member_id", "project_id", "interest")
    }


def newest_sheets(
    projects: Iterable[Project] | QuerySet[Project], member: Member | None = None
) -> dict[tuple[int, int], ScoreSheet]:
    """(member, project) → the newest revision of the sheet, whoever wrote it; one query."""
    rows = ScoreSheet.objects.filter(project__in=projects)
    if member is not None:
        rows = rows.filter(member=member)
    newest = rows.order_by("member_id", "project_id", "-revision").distinct("member_id", "project_id")
    return {(sheet.member_id, sheet.project_id): sheet for sheet in newest}


@dataclass
class Standing:
    """Where one project stands in the committee: who votes, who is out, who has scored, and what it comes to."""

    project: Project
    voting: list[Member]
    excluded: set[int] = field(default_factory=set)
    withdrawn: set[int] = field(default_factory=set)
    undeclared: set[int] = field(default_factory=set)
    sheets: dict[int, ScoreSheet] = field(default_factory=dict)
    summary: scoring.Summary | None = None
    criterion_means: dict[str, Any] = field(default_factory=dict)

    @property
    def entitled(self) -> int:
        """Voting members who are not recused."""
        return len(self.voting) - self.recused

    @property
    def recused(self) -> int:
        return len(self.excluded | self.withdrawn)

    @property
    def raters(self) -> int:
        return len(self.sheets)

    @property
    def needed(self) -> int:
        return scoring.quorum_needed(self.entitled)

    @property
    def has_quorum(self) -> bool:
        return scoring.has_quorum(self.raters, self.entitled)

    @property
    def missing(self) -> int:
        """Entitled members whose scores are not in."""
        return self.entitled - self.raters


def weights_of(criteria: Iterable[Criterion]) -> dict[str, int]:
    """The rubric's weights by key."""
    return {criterion.key: criterion.weight for criterion in criteria}


def standings(committee: Committee, projects: Iterable[Project], at: datetime) -> dict[int, Standing]:
    """The standing of each project, by its id; six queries for any number of projects and members.

    A sheet counts only where the member votes, is not excluded, and declared no interest; a withdrawal after scoring
    takes the sheet out of the count.
    """
    rows = list(projects)
    voting = list(committee.members.filter(in_force(day(at)), votes=True).select_related("user"))
    weights = weights_of(committee.criteria.all())
    out = conflicts(voting, rows, at)
    declared = newest_declarations(rows)
    sheets = newest_sheets(rows)
    return {row.pk: _standing(committee, row, voting, out, declared, sheets, weights) for row in rows}


def _standing(
    committee: Committee,
    project: Project,
    voting: list[Member],
    out: set[tuple[int, int]],
    declared: Mapping[tuple[int, int], str],
    sheets: Mapping[tuple[int, int], ScoreSheet],
    weights: Mapping[str, int],
) -> Standing:
    found = Standing(project, voting)
    for member in voting:
        key = (member.pk, project.pk)
        if key in out:
            found.excluded.add(member.pk)
        elif declared.get(key) is None:
            found.undeclared.add(member.pk)
        elif declared[key] != CLEAR:
            found.withdrawn.add(member.pk)
        elif key in sheets:
            found.sheets[member.pk] = sheets[key]
    scores = [sheet.scores for sheet in found.sheets.values()]
    if weights and scores:
        found.summary = scoring.summarise(scores, weights, committee.drop_extremes_from)
        found.criterion_means = scoring.criterion_means(scores, weights)
    return found


def standing(committee: Committee, project: Project, at: datetime) -> Standing:
    """The standing of one project."""
    return standings(committee, [project], at)[project.pk]


def decision_of(project: Project) -> Decision | None:
    """The committee's decision on a project, where there is one."""
    return Decision.objects.filter(project=project).select_related("committee").first()
