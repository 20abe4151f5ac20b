"""The newest of what was written: declarations, sheets, closings, decisions; and who was given what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from budgeting.committee.models import (
    Assignment,
    Calibration,
    Closing,
    Decision,
    Declaration,
    Member,
    Round,
    ScoreSheet,
)
from budgeting.committee.queries.exclusions import Pair
from budgeting.committee.queries.seats import newest_rounds
from budgeting.cycles.models import Project

Given = Mapping[int, set[int] | None]
"""Project → the members who rate it; None for every voting member: a common dossier goes to all, whatever the shares."""


def newest_declarations(
    projects: Iterable[Project] | QuerySet[Project], member: Member | None = None
) -> dict[Pair, str]:
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
) -> dict[Pair, ScoreSheet]:
    """(member, project) → the newest revision of the sheet in the round at work, whoever wrote it; one query."""
    rows = ScoreSheet.objects.filter(project__in=projects, round__in=newest_rounds())
    if member is not None:
        rows = rows.filter(member=member)
    newest = rows.order_by("member_id", "project_id", "-revision").distinct("member_id", "project_id")
    return {(sheet.member_id, sheet.project_id): sheet for sheet in newest}


def scored_by(member: Member, projects: Iterable[Project] | QuerySet[Project]) -> set[int]:
    """The projects of which the member has handed in a sheet in the round at work; one query, no sheet is read."""
    rows = ScoreSheet.objects.filter(project__in=projects, round__in=newest_rounds(), member=member)
    return set(rows.values_list("project_id", flat=True))


def newest_closings(projects: Iterable[Project] | QuerySet[Project]) -> dict[int, Closing]:
    """Project → the newest closing in the round at work; one query."""
    rows = Closing.objects.filter(project__in=projects, round__in=newest_rounds())
    return {row.project_id: row for row in rows.order_by("project_id", "-revision").distinct("project_id")}


def raters_of(round_: Round | None, projects: Iterable[Project]) -> Given | None:
    """Project → the members it was given to, or None where everybody rates everything; none, one or two queries."""
    if round_ is None or round_.sharing == Round.Sharing.ALL:
        return None
    shares: dict[int, set[int]] = defaultdict(set)
    rows = Assignment.objects.filter(round=round_, project__in=projects)
    for project, member in rows.values_list("project_id", "member_id"):
        shares[project].add(member)
    common = Calibration.objects.filter(round=round_).values_list("project_id", flat=True)
    return {**shares, **dict.fromkeys(common)}


def is_given(given: Given, project: Project, member: int) -> bool:
    """Was the project given to the member?"""
    raters = given.get(project.pk, set())
    return raters is None or member in raters


def decisions_of(project: Project) -> tuple[Decision | None, list[Decision]]:
    """The committee's decision on a project, where there is one, and those that were set aside, the newest first, all with
    their objections; two queries, one where nothing was decided."""
    rows = Decision.every.filter(project=project).select_related("committee").prefetch_related("objections")
    taken = list(rows.order_by("-set_aside_at"))
    standing = next((one for one in taken if one.set_aside_at is None), None)
    return standing, [one for one in taken if one.set_aside_at is not None]


def closing_of(project: Project) -> Closing | None:
    """The newest closing of a project in the round at work, where there is one."""
    return newest_closings([project]).get(project.pk)


def last_closing(project: Project) -> Closing | None:
    """The newest closing of a project in any round: what a decision rests on."""
    rows = Closing.objects.filter(project=project).select_related("round")
    return rows.order_by("-round__number", "-revision").first()
