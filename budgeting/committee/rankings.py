"""The ranking of a committee's projects as a viewer may see it: envelope by envelope, from what the closings wrote down."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q

from budgeting.committee import queries, ranking, scoring
from budgeting.committee.models import Closing, Committee, Decision, Round, ScoreSheet
from budgeting.cycles.models import GONE, Envelope, Project
from civic.accounts.actors import holds
from civic.accounts.models import Role
from civic.common.kept import kept

DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Line:
    """A project's place with the closing that it rests on."""

    place: ranking.Place
    closing: Closing


@dataclass
class Ranking:
    """One envelope's ranking."""

    envelope: Envelope
    lines: list[Line]
    minimum: Decimal

    @property
    def inside(self) -> int:
        return sum(line.place.inside for line in self.lines)

    @property
    def spent(self) -> int:
        """Won of the projects inside."""
        return self.lines[-1].place.spent if self.lines else 0

    @property
    def has_ties(self) -> bool:
        return any(line.place.tied for line in self.lines)


@dataclass
class Seen:
    """What a viewer may see of a committee's closings, and how many are kept from them."""

    at_work: Round | None
    closings: list[Closing]
    decided: set[int]
    kept_back: int = 0

    @property
    def this_round(self) -> list[Closing]:
        """Those by the rubric of the round at work: sheets by different rubrics are not compared."""
        return [one for one in self.closings if self.at_work is not None and one.round_id == self.at_work.pk]


def seen_by(viewer: Any, committee: Committee, at: datetime) -> Seen:
    """Decided items for everybody; closed ones for the secretary, and for members who have declared no interest in them.

    What was decided in an earlier round keeps its place when another round is opened. A project that was withdrawn, merged,
    divided, taken off or found not eligible has none: it takes no money from those below it.
    """
    at_work = queries.round_of(committee)
    decided = set(Decision.objects.filter(committee=committee).values_list("project_id", flat=True))
    rows = (
        Closing.objects.filter(Q(round=at_work) | Q(round__committee=committee, project__in=decided))
        .exclude(project__state__in=[*GONE, Project.State.INELIGIBLE])
        .select_related("project__envelope__cycle", "round")
        .order_by("project_id", "-round__number", "-revision")
        .distinct("project_id")
    )
    closings = list(rows)
    if holds(viewer, Role.Kind.SECRETARY):
        return Seen(at_work, closings, decided)
    member = queries.seat_of(viewer, committee.cycle_id, at)
    if member is None:
        return Seen(at_work, [one for one in closings if one.project_id in decided], decided)
    projects = [one.project for one in closings]
    out = queries.conflicts([member], projects, at)
    declared = queries.newest_declarations(projects, member)
    clear = {
        one.pk
        for one in projects
        if (member.pk, one.pk) not in out and declared.get((member.pk, one.pk)) == queries.CLEAR
    }
    shown = [one for one in closings if one.project_id in decided or one.project_id in clear]
    return Seen(at_work, shown, decided, len(closings) - len(shown))


def minimum_of(seen: Seen, committee: Committee) -> Decimal:
    """The points that a project needs: the round's own, else those of the cycle's rules."""
    if seen.at_work is not None and seen.at_work.minimum is not None:
        return seen.at_work.minimum
    return committee.cycle.rules.committee_minimum if hasattr(committee.cycle, "rules") else Decimal(0)


def rankings(seen: Seen, minimum: Decimal) -> list[Ranking]:
    """Each envelope's ranking, in the order of the envelopes; no query."""
    found = []
    for envelope, closings in _by_envelope(seen.closings):
        by_project = {one.project_id: one for one in closings}
        places = ranking.ranked(map(_candidate, closings), envelope.amount, minimum)
        lines = [Line(place, by_project[place.candidate.key]) for place in places]
        found.append(Ranking(envelope, lines, minimum))
    return found


def _by_envelope(closings: Iterable[Closing]) -> list[tuple[Envelope, list[Closing]]]:
    rows: dict[int, list[Closing]] = defaultdict(list)
    envelopes = {}
    for one in closings:
        envelopes[one.project.envelope_id] = one.project.envelope
        rows[one.project.envelope_id].append(one)
    ordered = sorted(envelopes.values(), key=lambda one: (one.position, one.pk))
    return [(envelope, rows[envelope.pk]) for envelope in ordered]


def _candidate(closing: Closing) -> ranking.Candidate:
    project = closing.project
    return ranking.Candidate(project.pk, project.number, project.cost, closing.score, closing.median)


@dataclass(frozen=True)
class Rater:
    """How a member uses the scale: points of 100 above (or, negative, below) the others on the same closed items."""

    name: str
    items: int
    leniency: Decimal


def leniencies(seen: Seen) -> list[Rater]:
    """Every rater of the closed items by name, the most lenient first; for the secretary and the chair alone. Two queries.

    Only closed items are in it: while scoring is open nobody learns anything of anybody's scores from this table.
    """
    if seen.at_work is None:
        return []
    weights = queries.rubric_of(seen.at_work.committee_id).weights
    ids = [pk for one in seen.this_round for pk in one.sheets]
    totals: dict[int, dict[int, Fraction]] = defaultdict(dict)
    names: dict[int, str] = {}
    rows = ScoreSheet.objects.filter(pk__in=ids).values_list(
        "project_id", "member_id", "scores", "member__user__display_name"
    )
    for project, member, scores, name in rows.iterator(2000):
        names[member] = name
        with suppress(scoring.BadSheet):  # nothing that counts is answered: there is no total to compare
            totals[project][member] = scoring.total(scores, weights)
    found = scoring.leniency(totals)
    raters = [
        Rater(names[member], sum(member in given for given in totals.values()), scoring.rounded(value))
        for member, value in found.items()
    ]
    return sorted(raters, key=lambda one: (-one.leniency, one.name))


@dataclass(frozen=True)
class Firm:
    """How firm one envelope's ranking is."""

    envelope: Envelope
    names: list[str]
    firmness: ranking.Firmness
    titles: dict[int, Any]


def firmness(seen: Seen, minimum: Decimal, change: int) -> list[Firm]:
    """Each envelope's table of changed weights; two queries, and kept for a day, since closings do not change."""
    if seen.at_work is None:
        return []
    criteria = [one for one in seen.at_work.criteria.all() if one.counted]
    keys, weights = [one.key for one in criteria], [one.weight for one in criteria]
    sheets = _sheets(seen.this_round, keys)
    found = []
    for envelope, closings in _by_envelope(seen.this_round):
        of = ranking.Field(
            numbers={one.project_id: one.project.number for one in closings},
            costs={one.project_id: one.project.cost for one in closings},
            sheets={one.project_id: [sheets[pk] for pk in one.sheets] for one in closings},
            rule=seen.at_work.rule,
            drop_from=seen.at_work.drop_from,
            amount=envelope.amount,
            minimum=minimum,
        )
        rows = hash(tuple((one.pk, one.project.cost) for one in closings))
        name = f"committee.firm:{envelope.pk}:{change}:{minimum}:{envelope.amount}:{rows}"
        firm: ranking.Firmness | None = kept.get(name)
        if firm is None:
            firm = ranking.sensitivity(of, weights, change)
            kept.set(name, firm, DAY)
        titles = {one.project_id: one.project for one in closings}
        found.append(Firm(envelope, [str(one) for one in criteria], firm, titles))
    return found


def _sheets(closings: list[Closing], keys: list[str]) -> dict[int, ranking.Row]:
    """The scores of the sheets that closings counted, in the order of the criteria."""
    ids = [pk for one in closings for pk in one.sheets]
    rows = ScoreSheet.objects.filter(pk__in=ids).values_list("pk", "scores")
    return {pk: tuple(scores.get(key) for key in keys) for pk, scores in rows.iterator(2000)}
