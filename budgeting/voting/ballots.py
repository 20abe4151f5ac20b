"""The ballot paper: which envelopes and projects a voter gets, and whether a choice is valid on it.

Pure once its rows are read: the web page, the API and the domain ask the same paper.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from time import monotonic

from budgeting.cycles.ballot_wording import ballot_in_words, sitting_in_words
from budgeting.cycles.models import Cycle, Envelope, Project, ProjectQuerySet, RuleSet
from budgeting.voting import queries
from budgeting.voting.limits import Limits
from budgeting.voting.models import TakenOff
from budgeting.voting.refusals import (
    InvalidBallot,
    NamedTwice,
    NothingOnBallot,
    NotOnBallot,
    PointsDoNotFit,
)
from budgeting.voting.sealing import Choices, Points
from civic.areas.models import Area
from civic.common.money import Currency

#: What a page shows of a project; casting needs none of it.
SHOWN = ("area", "topic", "proposal", "review")


@dataclass(frozen=True)
class Section:
    """One envelope on a voter's ballot, with its projects in this voter's order."""

    envelope: Envelope
    projects: list[Project]

    @cached_property
    def by_number(self) -> dict[str, Project]:
        return {project.number: project for project in self.projects}

    @cached_property
    def limits(self) -> Limits:
        return Limits.of(self.envelope, len(self.projects))

    @property
    def money(self) -> Currency:
        """What the envelope's sums are in."""
        return self.envelope.cycle.money

    @property
    def rule(self) -> str:
        """How this envelope is voted on, in words."""
        return ballot_in_words(self.envelope)

    @property
    def is_knapsack(self) -> bool:
        return self.envelope.method == Envelope.Method.KNAPSACK

    @property
    def is_points(self) -> bool:
        return self.envelope.method == Envelope.Method.CUMULATIVE

    @property
    def is_ranking(self) -> bool:
        return self.envelope.method == Envelope.Method.RANKING

    @property
    def is_single(self) -> bool:
        return self.envelope.method == Envelope.Method.CHOOSE_ONE

    def cost(self, chosen: Sequence[str]) -> int:
        """What the chosen projects cost together (smallest unit of the cycle's currency)."""
        known = self.by_number
        return sum(known[number].cost for number in chosen if number in known)

    def excess(self, chosen: Sequence[str], points: Sequence[int] = ()) -> int:
        """How much is too much: money on a knapsack ballot, points where points are given, else projects; 0 where it fits."""
        limits = self.limits
        if limits.money is not None:
            return max(0, self.cost(chosen) - limits.money)
        if limits.points is not None:
            return max(0, sum(points) - limits.points)
        return 0 if limits.most is None else max(0, len(chosen) - limits.most)

    def malformed(self, chosen: Sequence[str], points: Sequence[int] = ()) -> Iterator[InvalidBallot]:
        """What no rule set lets through: another ballot's project, one named twice, points that belong to nothing."""
        if len(set(chosen)) < len(chosen):
            yield NamedTwice()
        if not set(chosen) <= set(self.by_number):
            yield NotOnBallot()
        wanted = len(chosen) if self.is_points else 0
        if len(points) != wanted or any(not 1 <= one <= LARGEST for one in points):
            yield PointsDoNotFit()

    def refusals(self, chosen: Sequence[str], points: Sequence[int] = ()) -> Iterator[InvalidBallot]:
        """Why this choice is not valid. Nothing chosen is a blank vote and valid."""
        yield from self.malformed(chosen, points)
        known = self.by_number
        topics = [known[number].topic_id for number in chosen if number in known]
        yield from self.limits.refusals(str(self.envelope), len(chosen), self.cost(chosen), points, topics)

    def fault(self, chosen: Sequence[str], points: Sequence[int] = ()) -> str:
        """The first reason in words, or ""."""
        return str(next(self.refusals(chosen, points), ""))


LARGEST = 10_000  # points for one project, whatever the rules say


@dataclass(frozen=True)
class Paper:
    """A voter's ballot paper: the envelopes that are theirs. ``scope`` is their district where the paper depends on it.

    ``voids``: the rules let an invalid ballot through the form and make it void at the count.
    """

    sections: list[Section]
    scope: str = ""
    voids: bool = False
    others: list[Envelope] = field(default_factory=list)

    def section(self, key: str) -> Section | None:
        return next((one for one in self.sections if one.envelope.key == key), None)

    def concerns(self, project: Project) -> bool:
        """Whether the project stands on this paper, or stood there before it was taken off."""
        return not self.scope or _is_mine(project.envelope, project, self.scope)

    @property
    def sentences(self) -> list[str]:
        """What the voter does in this sitting, in words."""
        return sitting_in_words([one.envelope for one in self.sections])

    def refusals(self, choices: Choices, points: Points | None = None) -> Iterator[InvalidBallot]:
        """Why these choices are no ballot. Where invalid ballots are void, only what is malformed is refused.

        Where nothing stands on the paper there is nothing to cast: an empty ballot would be a vote on nothing.
        """
        if not self.sections:
            yield NothingOnBallot()
        given = points or {}
        keys = {one.envelope.key for one in self.sections}
        if not set(choices) <= keys or not set(given) <= keys:
            yield NotOnBallot()
        for section in self.sections:
            key = section.envelope.key
            ask = section.malformed if self.voids else section.refusals
            yield from ask(choices.get(key, []), given.get(key, []))

    def fault(self, choices: Choices, points: Points | None = None) -> str:
        """The first reason in words, or ""."""
        return str(next(self.refusals(choices, points), ""))

    def complete(self, choices: Choices, points: Points | None = None) -> tuple[Choices, Points | None]:
        """The ballot as it is sealed: every envelope named, blank ones too; the order kept only where it is a ranking."""
        whole: Choices = {}
        beside: Points = {}
        for section in self.sections:
            key = section.envelope.key
            chosen = list(choices.get(key, []))
            if section.is_points:
                pairs = sorted(zip(chosen, (points or {}).get(key, []), strict=True))
                chosen, beside[key] = [number for number, _ in pairs], [given for _, given in pairs]
            whole[key] = chosen if section.is_ranking else sorted(chosen)
        return whole, beside or None


Rows = tuple[list[Envelope], dict[int, list[Project]]]


def paper(cycle: Cycle, area_code: str | None, seed: bytes = b"") -> Paper:
    """The ballot paper of a voter of this district (None: of nobody in particular, every envelope).

    ``seed`` fixes the order of the projects for this voter. Costs two queries, and a third where the rules are not read
    yet, whatever the number of projects.
    """
    envelopes, projects = _rows(cycle, _on_ballot(cycle).select_related(*SHOWN))
    for one in projects.values():
        one.sort(key=lambda project: _place(project, seed))
    return _laid_out(cycle, area_code, (envelopes, projects))


#: For how long a process that casts keeps the bare paper of a vote (seconds). Envelopes, costs and numbers are frozen by
#: the database when prices are published; only that one is taken off can come meanwhile, and the count leaves it out in any case.
KEPT_SECONDS = 2.0
_kept: dict[int, tuple[float, Rows]] = {}


def bare_paper(cycle: Cycle, area_code: str | None) -> Paper:
    """The paper without what only a page shows, in no order: what casting checks a ballot against. Kept for two seconds."""
    until, rows = _kept.get(cycle.pk, (0.0, ([], {})))
    if monotonic() > until:
        wanted = ("number", "cost", "topic_id", "envelope_id", "area__level", "area__parent_id")
        rows = _rows(cycle, _on_ballot(cycle).select_related("area").only(*wanted))
        _kept.clear()  # one vote is open at a time, as a rule; nothing is kept for long
        _kept[cycle.pk] = (monotonic() + KEPT_SECONDS, rows)
    return _laid_out(cycle, area_code, rows)


def _on_ballot(cycle: Cycle) -> ProjectQuerySet:
    return Project.objects.filter(envelope__cycle=cycle).on_ballot()


def _rows(cycle: Cycle, found: ProjectQuerySet) -> Rows:
    projects: dict[int, list[Project]] = {}
    for project in found:
        projects.setdefault(project.envelope_id, []).append(project)
    return list(cycle.envelopes.select_related("area")), projects


def _laid_out(cycle: Cycle, area_code: str | None, rows: Rows) -> Paper:
    envelopes, projects = rows
    sections, others = [], []
    for envelope in envelopes:
        mine = [p for p in projects.get(envelope.pk, []) if _is_mine(envelope, p, area_code)]
        if mine:
            sections.append(Section(envelope, mine))
        elif projects.get(envelope.pk):
            others.append(envelope)
    depends = any(one.own_borough_only for one in envelopes)
    rules = queries.rules_of(cycle)
    voids = rules is not None and rules.invalid_rule == RuleSet.InvalidRule.VOID
    return Paper(sections, (area_code or "") if depends else "", voids, others)


def depends_on_district(cycle: Cycle) -> bool:
    """Whether people of different districts get different papers."""
    return cycle.envelopes.filter(own_borough_only=True).exists()


def taken_off(cycle: Cycle, mine: Paper) -> list[TakenOff]:
    """What left this paper after prices were published, not what left the papers of other districts; one query."""
    return [one for one in queries.taken_off(cycle) if mine.concerns(one.project)]


def taken_off_numbers(cycle: Cycle) -> dict[str, set[str]]:
    """By envelope the projects that are no longer on the ballot, but may stand on slips printed before; one query."""
    found: dict[str, set[str]] = {}
    rows = Project.objects.filter(envelope__cycle=cycle, taken_off__isnull=False)
    for key, number in rows.values_list("envelope__key", "number"):
        found.setdefault(key, set()).add(number)
    return found


def _is_mine(envelope: Envelope, project: Project, area_code: str | None) -> bool:
    """Whether a voter of the district gets the project: always, unless the envelope is for one's own district only."""
    return not envelope.own_borough_only or area_code is None or district_of(envelope, project) == area_code


def is_one_districts(envelope: Envelope) -> bool:
    """Whether an envelope is for one district, and not for the whole city or for each district within one amount."""
    return envelope.area is not None and envelope.area.level != Area.Level.CITY


def district_of(envelope: Envelope, project: Project) -> str | None:
    """The district that a project belongs to: the borough that its envelope is for, else that of its own area."""
    whose: Area | None = envelope.area
    place = whose if is_one_districts(envelope) else project.area or whose
    if place is None:
        return None
    return place.parent_id if place.level == Area.Level.NEIGHBOURHOOD and place.parent_id else place.pk


def _place(project: Project, seed: bytes) -> tuple[bytes, str]:
    """Where a project stands: by a hash with the voter's seed; by number where there is none."""
    if not seed:
        return b"", project.number.rjust(30)
    return sha256(seed + project.pk.to_bytes(8, "big")).digest(), project.number
