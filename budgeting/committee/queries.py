"""Questions about seats, interests and sheets that several places ask. Each costs a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from budgeting.committee import scoring
from budgeting.committee.models import (
    Assignment,
    Calibration,
    Closing,
    Committee,
    Criterion,
    Decision,
    Declaration,
    Member,
    Party,
    Relation,
    Round,
    ScoreSheet,
    Tie,
)
from budgeting.committee.organisations import key_of
from budgeting.cycles.models import Cycle, Project
from civic.accounts.models import Role
from civic.processes.models import Phase
from proposals.models import Proposal

CLEAR = Declaration.Interest.NONE
Pair = tuple[int, int]
"""(member, project) by their ids."""


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


def newest_rounds() -> QuerySet[Round]:
    """The round at work of every committee: the one with the highest number."""
    later = Round.objects.filter(committee=OuterRef("committee"), number__gt=OuterRef("number"))
    return Round.objects.filter(~Exists(later))


def round_of(committee: Committee | int) -> Round | None:
    """The round at work; one query. A committee that was set up has one."""
    return Round.objects.filter(committee=committee).order_by("-number").first()


def conflicts(members: Iterable[Member], projects: Iterable[Project], at: datetime) -> set[Pair]:
    """Which member is excluded by rule from which project, as pairs of their ids; six queries for any number.

    A member is excluded who wrote the project's proposal (or one merged into it) or is its co-proposer; whose relative
    did or is; who belongs, or within the look-back years belonged, to an organisation that has part in it or to the
    department in charge. The trigger of the sheets asks the same.
    """
    seats = {member.user_id: member.pk for member in members}
    rows = list(projects)
    if not seats or not rows:
        return set()
    since = _since(seats.values(), at)
    by_proposal: dict[int | None, set[int]] = defaultdict(set)
    by_department: dict[int | None, set[int]] = defaultdict(set)
    for row in rows:
        by_proposal[row.proposal_id].add(row.pk)
        by_department[row.department_id].add(row.pk)
    people, organisations = _parties(rows, by_proposal)
    found = {(seats[user], project) for user in people.keys() & seats.keys() for project in people[user]}
    in_charge = by_department.keys() - {None}
    was_officer = Role.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__date__gte=since),
        kind=Role.Kind.OFFICER,
        starts_at__lte=at,
        user__in=seats,
        department__in=in_charge,
    )
    for user, department in was_officer.values_list("user_id", "department_id"):
        found |= {(seats[user], project) for project in by_department[department]}
    for one in Relation.objects.filter(member__in=seats.values()):
        met = _met(one, since, people, organisations, by_department)
        found |= {(one.member_id, project) for project in met}
    if organisations:  # the public register of the members' organisations
        lasting = Q(until__isnull=True) | Q(until__gte=since)
        for tie in Tie.objects.filter(lasting, member__in=seats.values()):
            found |= {(tie.member_id, project) for project in organisations.get(key_of(tie.organisation), ())}
    return found


def _since(members: Iterable[int], at: datetime) -> date:
    """The first day on which a tie that has ended still counts."""
    years = (
        newest_rounds()
        .filter(committee__members__in=members)
        .values_list("look_back_years", flat=True)
        .first()
    )
    today = day(at)
    year = today.year - (3 if years is None else years)
    try:
        return today.replace(year=year)
    except ValueError:  # 29 February
        return today.replace(year=year, day=28)


def _parties(
    rows: list[Project], by_proposal: Mapping[int | None, set[int]]
) -> tuple[dict[int, set[int]], dict[str, set[int]]]:
    """Person → the projects they propose; key of an organisation → the projects it has part in. Two queries."""
    people: dict[int, set[int]] = defaultdict(set)
    organisations: dict[str, set[int]] = defaultdict(set)
    own = by_proposal.keys() - {None}
    written = Proposal.objects.filter(Q(pk__in=own) | Q(merged_into__in=own), author__isnull=False)
    for proposal, merged_into, author in written.values_list("pk", "merged_into_id", "author_id"):
        for one in {proposal, merged_into} & own:
            people[author] |= by_proposal[one]
    named = Party.objects.filter(project__in=rows)
    for project, user, organisation in named.values_list("project_id", "user_id", "organisation_key"):
        if user is not None:
            people[user].add(project)
        if organisation:
            organisations[organisation].add(project)
    return people, organisations


def _met(
    told: Relation,
    since: date,
    people: Mapping[int, set[int]],
    organisations: Mapping[str, set[int]],
    by_department: Mapping[int | None, set[int]],
) -> set[int]:
    """The projects that a relation excludes from. Kinship does not end; the others count for the look-back years."""
    if told.person_id is not None:
        return people.get(told.person_id, set())
    if told.until is not None and told.until < since:
        return set()
    if told.department_id is not None:
        return by_department.get(told.department_id, set())
    return organisations.get(told.organisation_key, set())


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


def newest_closings(projects: Iterable[Project] | QuerySet[Project]) -> dict[int, Closing]:
    """Project → the newest closing in the round at work; one query."""
    rows = Closing.objects.filter(project__in=projects, round__in=newest_rounds())
    return {row.project_id: row for row in rows.order_by("project_id", "-revision").distinct("project_id")}


def raters_of(round_: Round | None, projects: Iterable[Project]) -> dict[int, set[int]] | None:
    """Project → the members it was given to, or None where everybody rates everything; none, one or two queries."""
    if round_ is None or round_.sharing == Round.Sharing.ALL:
        return None
    given: dict[int, set[int]] = defaultdict(set)
    rows = Assignment.objects.filter(round=round_, project__in=projects)
    for project, member in rows.values_list("project_id", "member_id"):
        given[project].add(member)
    for project in Calibration.objects.filter(round=round_).values_list("project_id", flat=True):
        given[project] = EVERYBODY
    return given


def is_given(given: Mapping[int, set[int]], project: Project, member: int) -> bool:
    """Was the project given to the member?"""
    raters = given.get(project.pk, set())
    return raters is EVERYBODY or member in raters


EVERYBODY: set[int] = set()
"""Stands for every voting member: a calibration dossier goes to all, whatever the shares."""


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


def standings(committee: Committee, projects: Iterable[Project], at: datetime) -> dict[int, Standing]:
    """The standing of each project, by its id; some eleven queries for any number of projects and members.

    A sheet counts only where the member votes, is not excluded, and declared no interest; a withdrawal after scoring
    takes the sheet out of the count.
    """
    rows = list(projects)
    rubric = rubric_of(committee)
    voting = list(committee.members.filter(in_force(day(at)), votes=True).select_related("user"))
    given = raters_of(rubric.round, rows)
    known = _Known(
        conflicts(voting, rows, at), newest_declarations(rows), newest_sheets(rows), newest_closings(rows)
    )
    return {row.pk: _standing(row, _concerned(voting, row, given), known, rubric) for row in rows}


def _concerned(voting: list[Member], project: Project, given: Mapping[int, set[int]] | None) -> list[Member]:
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


def standing(committee: Committee, project: Project, at: datetime) -> Standing:
    """The standing of one project."""
    return standings(committee, [project], at)[project.pk]


def decision_of(project: Project) -> Decision | None:
    """The committee's decision on a project, where there is one."""
    return Decision.objects.filter(project=project).select_related("committee").first()


def closing_of(project: Project) -> Closing | None:
    """The newest closing of a project in the round at work, where there is one."""
    return newest_closings([project]).get(project.pk)


def people_of(project: Project) -> set[int]:
    """The ids of the people whose project it is: proposers (of merged proposals too) and co-proposers; two queries."""
    people, _organisations = _parties([project], {project.proposal_id: {project.pk}})
    return set(people)


def challenge_until(project: Project) -> datetime | None:
    """Until when a party may challenge a member: so many days after the opening of the committee's phase."""
    phase = project.envelope.cycle.process.phase(Phase.Kind.COMMITTEE)
    at_work = (
        newest_rounds().filter(committee__cycle=project.envelope.cycle_id, committee__reviews=True).first()
    )
    if phase is None or at_work is None:
        return None
    return min(phase.opens_at + timedelta(days=at_work.challenge_days), phase.closes_at)


def last_closing(project: Project) -> Closing | None:
    """The newest closing of a project in any round: what a decision rests on."""
    rows = Closing.objects.filter(project=project).select_related("round")
    return rows.order_by("-round__number", "-revision").first()
