"""What stands on paper slips, without the database: two readings compared, and what of a slip counts.

A form does not let a wrong number of choices through; paper does. What of a slip is no valid choice is not counted:
an envelope that cannot be read, or (where the rules say that the form blocks them) one with too many or too few choices.
Where the rules call such ballots void, the choices are published as they were made and the count says "void".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Envelope
from budgeting.voting.ballots import Paper, Section
from budgeting.voting.models import SlipReading
from budgeting.voting.refusals import (
    InvalidBallot,
    OverBudget,
    TooFewProjects,
    TooManyOfOneTopic,
    TooManyPoints,
    TooManyPointsForOne,
    TooManyProjects,
)
from budgeting.voting.sealing import Choices, Points

Seen = dict[str, list[str] | None]
Gone = Mapping[str, set[str]]
Fate = SlipReading.Fate
IN_THE_BOX = (Fate.READ, Fate.UNREADABLE)
HANDED_OUT = (*IN_THE_BOX, Fate.ABSENT)
COUNTED_AS_VOID = ("too_many", "too_few", "over_budget", "points", "topic")
REASONS = {
    "unreadable": _("cannot be read"),
    "foreign": _("names a project that is not on it"),
    "too_many": _("too many projects"),
    "too_few": _("too few projects"),
    "over_budget": _("over the budget"),
    "points": _("too many points"),
    "topic": _("too many projects of one policy field"),
}
BY_REFUSAL: dict[type[InvalidBallot], str] = {
    TooManyProjects: "too_many",
    TooFewProjects: "too_few",
    OverBudget: "over_budget",
    TooManyPoints: "points",
    TooManyPointsForOne: "points",
    TooManyOfOneTopic: "topic",
}


@dataclass(frozen=True)
class Marked:
    """One slip as a reader sees it: its fate, and what is marked in each envelope (None: cannot be read)."""

    fate: str = Fate.READ
    choices: Seen = field(default_factory=dict)

    @classmethod
    def of(cls, reading: SlipReading) -> "Marked":
        return cls(reading.fate, normal(reading.choices))


def normal(choices: Mapping[str, list[str] | None]) -> Seen:
    """The same choices with their envelopes in one order, so that two readings can be compared.

    The numbers stand as the form gives them: sorted, or as ranked where the order is the choice.
    """
    return {key: None if seen is None else list(seen) for key, seen in sorted(choices.items())}


@dataclass(frozen=True)
class Difference:
    """A slip that two people read differently; None where a reading does not have it. ``final`` is the third person's."""

    number: int
    first: Marked | None
    second: Marked | None
    final: Marked | None = None

    @property
    def keys(self) -> list[str]:
        """The envelopes in which the readings differ; empty where they differ in the slip itself."""
        if self.first is None or self.second is None or self.first.fate != self.second.fate:
            return []
        names = self.first.choices.keys() | self.second.choices.keys()
        return sorted(name for name in names if self.first.choices.get(name) != self.second.choices.get(name))


def differences(readings: Iterable[SlipReading]) -> list[Difference]:
    """The slips on which the first and the second reading do not agree, in the order of their numbers."""
    found = []
    for number, seen in _by_number(readings).items():
        first, second = seen.get("first"), seen.get("second")
        if first != second:
            found.append(Difference(number, first, second, seen.get("final")))
    return found


def agreed(readings: Iterable[SlipReading]) -> dict[int, Marked]:
    """Every slip as both saw it or as the third person decided; what nobody has decided is left out."""
    found = {}
    for number, seen in _by_number(readings).items():
        marked = seen.get("final") or (seen.get("first") if seen.get("first") == seen.get("second") else None)
        if marked is not None and marked.fate != Fate.NONE:
            found[number] = marked
    return found


def _by_number(readings: Iterable[SlipReading]) -> dict[int, dict[str, Marked]]:
    found: dict[int, dict[str, Marked]] = {}
    for one in sorted(readings, key=lambda each: each.number):
        found.setdefault(one.number, {})[str(one.reader)] = Marked.of(one)
    return found


@dataclass(frozen=True)
class Rejected:
    """One envelope of one slip that is not counted (or is counted as void), and why."""

    number: int
    envelope: Envelope
    reason: str
    marked: list[str] | None


def counted(paper: Paper, marked: Marked, gone: Gone) -> tuple[Choices, Points | None]:
    """What of a slip is published and counted: an envelope that is not counted is left out."""
    choices: Choices = {}
    points: Points = {}
    for section in paper.sections if marked.fate == Fate.READ else []:
        key = section.envelope.key
        seen = marked.choices.get(key, [])
        reason = reason_against(section, seen, gone.get(key, set()))
        if seen is not None and (not reason or (paper.voids and reason in COUNTED_AS_VOID)):
            choices[key], given = split(section, seen)
            if section.is_points:
                points[key] = given
    return choices, points or None


def split(section: Section, seen: Sequence[str]) -> tuple[list[str], list[int]]:
    """The numbers, and beside them the points where points are given ("3=5": five points for project 3)."""
    if not section.is_points:
        return list(seen), []
    pairs = [one.partition("=") for one in seen]
    return [number for number, _sign, _given in pairs], [int(given) for _number, _sign, given in pairs]


def rejections(paper: Paper, slips: Mapping[int, Marked], gone: Gone) -> Iterator[Rejected]:
    """Line by line what of the slips is not a valid choice: envelope, reason, and what was marked."""
    for number, marked in slips.items():
        if marked.fate not in IN_THE_BOX:
            continue
        for section in paper.sections:
            key = section.envelope.key
            seen = None if marked.fate == Fate.UNREADABLE else marked.choices.get(key, [])
            reason = reason_against(section, seen, gone.get(key, set()))
            if reason:
                yield Rejected(number, section.envelope, reason, seen)


def reason_against(section: Section, seen: list[str] | None, gone: set[str]) -> str:
    """Why this is no valid choice, as a key of REASONS; "" where it is one. The limits are those of the form on the site.

    ``gone`` are projects that left the ballot after the slips were printed: they may be marked, and count as marked.
    """
    if seen is None:
        return "unreadable"
    numbers, points = split(section, seen)
    if not set(numbers) <= set(section.by_number) | gone:
        return "foreign"
    known = section.by_number
    topics = [known[number].topic_id for number in numbers if number in known]
    no = next(section.limits.refusals("", len(numbers), section.cost(numbers), points, topics), None)
    return BY_REFUSAL[type(no)] if no is not None else ""
