"""Who is excluded from which project by rule, derived from data; the trigger of the sheets asks the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from budgeting.committee.models import (
    Member,
    Party,
    Relation,
    Tie,
)
from budgeting.committee.organisations import key_of
from budgeting.committee.queries.seats import day, newest_rounds
from budgeting.cycles.lineage import origins
from budgeting.cycles.models import Project
from civic.accounts.models import Role, User
from civic.areas.queries import after
from civic.common.periods import due_after
from civic.processes.models import Phase

Pair = tuple[int, int]
"""(member, project) by their ids."""


def conflicts(members: Iterable[Member], projects: Iterable[Project], at: datetime) -> set[Pair]:
    """Which member is excluded by rule from which project, as pairs of their ids; six queries for any number.

    A member is excluded who wrote the project's proposal (or one merged into it) or is or was its co-proposer; whose
    relative did or is; who belongs, or within the look-back years belonged, to an organisation that has part in it, to the
    department in charge, or to one that this has come after. Whoever has part in a project that was merged into this one,
    or that this one was divided from, has part in this one. The trigger of the sheets asks the same.
    """
    seats = {member.user_id: member.pk for member in members}
    rows = list(projects)
    if not seats or not rows:
        return set()
    since = _since(seats.values(), at)
    by_department: dict[int | None, set[int]] = defaultdict(set)
    for row in rows:
        by_department[row.department_id].add(row.pk)
    people, organisations = _parties(row.pk for row in rows)
    found = {(seats[user], project) for user in people.keys() & seats.keys() for project in people[user]}
    was_officer = Role.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__date__gte=since),
        kind=Role.Kind.OFFICER,
        starts_at__lte=at,
        user__in=seats,
    )
    for user, *held in was_officer.values_list("user_id", "department_id", after("department_id")):
        found |= {(seats[user], project) for project in _of(by_department, *held)}
    for one in Relation.objects.filter(member__in=seats.values()).annotate(after=after("department_id")):
        met = _met(one, one.after, since, people, organisations, by_department)
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


def _parties(projects: Iterable[int]) -> tuple[dict[int, set[int]], dict[str, set[int]]]:
    """Person → the projects they propose; key of an organisation → the projects it has part in. Two queries."""
    people: dict[int, set[int]] = defaultdict(set)
    organisations: dict[str, set[int]] = defaultdict(set)
    from_ = origins(projects)
    for project, idea in from_.ideas:
        for user in idea.people:
            people[user].add(project)
        if idea.group:
            organisations[key_of(idea.group)].add(project)
    named = Party.objects.filter(project__in=from_.projects)
    for project, user, organisation in named.values_list("project_id", "user_id", "organisation_key"):
        if user is not None:
            people[user] |= from_.projects[project]
        if organisation:
            organisations[organisation] |= from_.projects[project]
    return people, organisations


def _of(by_department: Mapping[int | None, set[int]], held: int | None, after: Iterable[int]) -> set[int]:
    """The projects of a department, and of those that have come after it: what it did is theirs now."""
    return {project for one in (held, *after) if one is not None for project in by_department.get(one, ())}


def _met(
    told: Relation,
    after: Iterable[int],
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
        return _of(by_department, told.department_id, after)
    return organisations.get(told.organisation_key, set())


def people_of(project: Project) -> set[int]:
    """The ids of the people whose project it is: proposers of all that went into it, and co-proposers; two queries."""
    people, _organisations = _parties([project.pk])
    return set(people)


@dataclass(frozen=True)
class Behind:
    """Who and what is behind a project, by name: what a member has to know to say whether there is an interest."""

    people: list[str]
    organisations: list[str]
    carried_out_by: list[str]


def behind(project: Project) -> Behind:
    """The names of everybody who proposed what went into it, and of the organisations that have part in it; three queries."""
    from_ = origins([project.pk])
    named = list(Party.objects.filter(project__in=from_.projects))
    ids = {user for _root, idea in from_.ideas for user in idea.people}
    ids |= {one.user_id for one in named if one.user_id is not None}
    people = User.objects.filter(pk__in=ids).order_by("pk").values_list("display_name", flat=True)
    carrying = [one.organisation for one in named if one.kind == Party.Kind.CARRIES_OUT]
    proposing = [idea.group for _root, idea in from_.ideas] + [
        one.organisation for one in named if one.kind != Party.Kind.CARRIES_OUT
    ]
    return Behind(list(people), _once(proposing), _once(carrying))


def _once(names: Iterable[str]) -> list[str]:
    """Each name once, in its order, without the empty ones."""
    return list(dict.fromkeys(filter(None, names)))


def challenge_until(project: Project) -> datetime | None:
    """Until when a party may challenge a member: so many days after the opening of the committee's phase."""
    phase = project.envelope.cycle.process.phase(Phase.Kind.COMMITTEE)
    at_work = (
        newest_rounds().filter(committee__cycle=project.envelope.cycle_id, committee__reviews=True).first()
    )
    if phase is None or at_work is None:
        return None
    return min(due_after(phase.opens_at, at_work.challenge_days), phase.closes_at)
