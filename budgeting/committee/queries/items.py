"""Where items stand: who votes, who is out and why, whose scores count. Some eleven queries for any number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from budgeting.committee import scoring
from budgeting.committee.models import (
    Closing,
    Committee,
    Criterion,
    Declaration,
    Member,
    Round,
    ScoreSheet,
)
from budgeting.committee.queries.exclusions import Pair, conflicts
from budgeting.committee.queries.newest import (
    Given,
    is_given,
    newest_closings,
    newest_declarations,
    newest_sheets,
    raters_of,
)
from budgeting.committee.queries.seats import day, round_of, sits_on
from budgeting.cycles.models import Project

CLEAR = Declaration.Interest.NONE


@dataclass
class Standing:
    """Where an item stands: who votes, who is out and why, whose declaration is missing, whose scores count."""

    project: Project
    voting: list[Member]
    excluded: set[int] = field(default_factory=set)
    withdrawn: set[int] = field(default_factory=set)
    challenged: set[int] = field(default_factory=set)
    undeclared: set[int] = field(default_factory=set)
    sheets: dict[int, ScoreSheet] = field(default_factory=dict)
    voided: set[int] = field(default_factory=set)
    """Members whose sheet was voided because they dropped out after scoring."""
    summary: scoring.Summary | None = None
    criterion_means: Mapping[str, Any] = field(default_factory=dict)
    closing: Closing | None = None

    @property
    def entitled(self) -> int:
        """Voting members who are not recused: the quorum is counted of them."""
        return len(self.voting) - self.recused

    @property
    def recused(self) -> int:
        return len(self.excluded | self.withdrawn | self.challenged)

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


@dataclass(frozen=True)
class Rubric:
    """A round's criteria, ready for counting and checking."""

    round: Round | None
    criteria: list[Criterion]

    @property
    def weights(self) -> dict[str, int]:
        """The weights of the criteria that count, by key."""
        return {one.key: one.weight for one in self.criteria if one.counted}

    @property
    def required(self) -> set[str]:
        return {one.key for one in self.criteria if one.required}

    @property
    def shown(self) -> set[str]:
        """Criteria that are asked and not counted."""
        return {one.key for one in self.criteria if not one.counted}

    @property
    def rule(self) -> str:
        return self.round.rule if self.round else scoring.MEAN

    @property
    def drop_from(self) -> int | None:
        return self.round.drop_from if self.round else None

    def summarise(self, sheets: Iterable[Mapping[str, int]]) -> scoring.Summary | None:
        """What sheets come to by the round's rule; None where there is nothing to count."""
        return scoring.summarise(sheets, self.weights, self.drop_from, self.rule) if self.criteria else None


def rubric_of(committee: Committee | int) -> Rubric:
    """The rubric of the round at work; two queries."""
    at_work = round_of(committee)
    return Rubric(at_work, list(at_work.criteria.all()) if at_work else [])


def standings(
    committee: Committee,
    projects: Iterable[Project],
    at: datetime,
    voted_at: Mapping[int, datetime | None] | None = None,
) -> dict[int, Standing]:
    """The standing of each project, by its id; some eleven queries for any number of projects and members.

    A sheet counts only where the member votes, is not excluded, and declared no interest; a withdrawal after scoring
    takes the sheet out of the count. Seats are those of the day on which the scoring was closed, or else voted on
    (``voted_at``, by project): who leaves or comes later changes nothing in numbers that were written down.
    """
    rows = list(projects)
    rubric = rubric_of(committee)
    voting = list(committee.members.filter(votes=True).select_related("user"))
    given = raters_of(rubric.round, rows)
    known = _Known(
        conflicts(voting, rows, at), newest_declarations(rows), newest_sheets(rows), newest_closings(rows)
    )
    found = {}
    for row in rows:
        closing = known.closings.get(row.pk)
        moment = closing.at if closing else (voted_at or {}).get(row.pk) or at
        seated = [member for member in voting if sits_on(member, day(moment))]
        found[row.pk] = _standing(row, _concerned(seated, row, given), known, rubric)
    return found


def _concerned(voting: list[Member], project: Project, given: Given | None) -> list[Member]:
    """The voting members whom the item was given to."""
    if given is None:
        return voting
    return [member for member in voting if is_given(given, project, member.pk)]


@dataclass(frozen=True)
class _Known:
    out: set[Pair]
    declared: Mapping[Pair, str]
    sheets: Mapping[Pair, ScoreSheet]
    closings: Mapping[int, Closing]


def _standing(project: Project, voting: list[Member], known: _Known, rubric: Rubric) -> Standing:
    found = Standing(project, voting, closing=known.closings.get(project.pk))
    for member in voting:
        _place(found, member.pk, (member.pk, project.pk), known)
    scores = [sheet.scores for sheet in found.sheets.values()]
    if scores:
        found.summary = rubric.summarise(scores)
        found.criterion_means = scoring.criterion_means(scores, [one.key for one in rubric.criteria])
    return found


def _place(found: Standing, member: int, key: Pair, known: _Known) -> None:
    declared = known.declared.get(key)
    if key in known.out:
        found.excluded.add(member)
    elif declared == Declaration.Interest.CHALLENGED:
        found.challenged.add(member)
    elif declared is not None and declared != CLEAR:
        found.withdrawn.add(member)
    elif declared is None:
        found.undeclared.add(member)
    elif key in known.sheets:
        found.sheets[member] = known.sheets[key]
    if key in known.sheets and member not in found.sheets:
        found.voided.add(member)


def standing(
    committee: Committee, project: Project, at: datetime, voted_at: datetime | None = None
) -> Standing:
    """The standing of one project."""
    return standings(committee, [project], at, {project.pk: voted_at})[project.pk]
