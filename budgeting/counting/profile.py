"""The pure data of an election: a budget, costed projects, ballots. No voter ids, no times, nothing of Django.

A profile is canonical: projects are sorted by id, identical ballots are grouped and sorted. Two profiles of the same
election are therefore equal whatever the order of their input, and every rule is a plain function of this data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

import numpy as np

from budgeting.counting.ballots import Ballots, Groups, Ints, without_repeats
from budgeting.counting.errors import ProfileError
from budgeting.counting.grouping import grouped

APPROVAL: Final = frozenset({"approval", "choose-1", "knapsack"})
POINTS: Final = frozenset({"cumulative", "scoring"})
ORDINAL: Final = "ordinal"
VOTE_TYPES: Final = APPROVAL | POINTS | {ORDINAL}

#: Points of a first place where an election names no longest ranking.
DEFAULT_RANKING_LENGTH: Final = 3

#: Costs and budgets stay below this. Amounts are Python's whole numbers, and where one becomes a float the bounds of
#: equal shares and Phragmén allow for its rounding; the limit only keeps nonsense out.
LARGEST_AMOUNT: Final = 10**30


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project on the ballot.

    ``cost`` is in units of the profile (won). ``committee_score`` (higher is better), ``submitted`` (a running
    number, lower is earlier) and ``lot`` (a published drawing, lower wins) serve the tie list only; ``excludes``
    names projects that cannot be carried out beside this one. ``withdrawn`` says that its cost is no cost but the mark
    of a project taken back after the vote: a rule that stops at what does not fit passes it over.
    """

    id: str
    cost: int
    name: str = ""
    committee_score: int | Fraction | None = None
    submitted: int | None = None
    lot: int | None = None
    excludes: tuple[str, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class VoterClass:
    """A class of voters whose ballots are weighed together (Seoul: citizens, committee, proposers)."""

    name: str
    weight: int | Fraction


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """An election ready to be counted; make one with :meth:`build`."""

    budget: int
    projects: tuple[ProjectLine, ...]
    groups: Groups
    vote_type: str = "approval"
    unit: int = 1
    points_unit: int = 1
    ranking_length: int = DEFAULT_RANKING_LENGTH
    classes: tuple[VoterClass, ...] = ()
    repeats: int = 0
    index: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def build(
        cls,
        budget: int,
        projects: Sequence[ProjectLine],
        ballots: Ballots | Iterable[Sequence[int]],
        vote_type: str = "approval",
        *,
        points: Iterable[Sequence[int]] | None = None,
        unit: int = 1,
        points_unit: int = 1,
        ranking_length: int | None = None,
        classes: Sequence[VoterClass] = (),
        class_of: Iterable[int] | None = None,
    ) -> "Profile":
        """Make the canonical profile.

        ``ballots`` name projects by their place in ``projects`` (from 0); a blank ballot is an empty row and counts
        as a voter. ``points`` runs beside them for cumulative and scoring ballots, in 1/``points_unit``. ``class_of``
        gives each ballot the place of its class in ``classes``. ``ranking_length`` is what a first place is worth.

        Raises ProfileError for a vote type that is not known, a project id used twice, a cost or budget below zero
        or beyond 10**30, a ballot for a project that is not there, points missing or below -10**9.
        """
        if vote_type not in VOTE_TYPES:
            raise ProfileError(f"vote type {vote_type!r} is not one of {', '.join(sorted(VOTE_TYPES))}")
        lines = _checked_projects(budget, projects)
        packed = ballots if isinstance(ballots, Ballots) else Ballots.from_lists(ballots, points, class_of)
        _check_ballots(packed, len(lines), vote_type, classes)
        order = sorted(range(len(lines)), key=lambda at: lines[at].id)
        ranks = np.empty(len(lines), np.int32)
        ranks[order] = np.arange(len(lines), dtype=np.int32)
        single, repeats = without_repeats(packed)
        if vote_type not in POINTS:
            single = replace(single, points=None)
        ordered = tuple(lines[at] for at in order)
        return cls(
            budget=budget,
            projects=ordered,
            groups=grouped(single, ranks, ordered=vote_type == ORDINAL),
            vote_type=vote_type,
            unit=unit,
            points_unit=points_unit,
            ranking_length=ranking_length or DEFAULT_RANKING_LENGTH,
            classes=tuple(classes),
            repeats=repeats,
            index={line.id: at for at, line in enumerate(ordered)},
        )

    @property
    def voters(self) -> int:
        """Number of ballots, blank ones included."""
        return int(self.groups.counts.sum())

    @property
    def costs(self) -> list[int]:
        """Cost of each project in units, in the order of ``projects``."""
        return [line.cost for line in self.projects]


def _checked_projects(budget: int, projects: Sequence[ProjectLine]) -> list[ProjectLine]:
    if not 0 <= budget <= LARGEST_AMOUNT:
        raise ProfileError(f"a budget of {budget} is out of range")
    seen: set[str] = set()
    for line in projects:
        if not line.id:
            raise ProfileError("a project without an id")
        if line.id in seen:
            raise ProfileError(f"project id {line.id!r} is used twice")
        if not 0 <= line.cost <= LARGEST_AMOUNT:
            raise ProfileError(f"project {line.id!r}: a cost of {line.cost} is out of range")
        seen.add(line.id)
    for line in projects:
        for other in line.excludes:
            if other not in seen or other == line.id:
                raise ProfileError(
                    f"project {line.id!r} excludes {other!r}, which is not another project here"
                )
    return list(projects)


def _check_ballots(ballots: Ballots, projects: int, vote_type: str, classes: Sequence[VoterClass]) -> None:
    members = ballots.members
    if len(members) and (int(members.min()) < 0 or int(members.max()) >= projects):
        raise ProfileError("a ballot names a project that is not there")
    if vote_type in POINTS and ballots.points is None:
        raise ProfileError(f"{vote_type} ballots need points")
    if ballots.points is not None and len(ballots.points) and int(np.abs(ballots.points).max()) > 10**9:
        raise ProfileError("points beyond 1,000,000,000 on one ballot")
    _check_classes(ballots.classes, len(ballots), classes)


def _check_classes(class_of: Ints | None, ballots: int, classes: Sequence[VoterClass]) -> None:
    if class_of is None:
        return
    if len(class_of) != ballots:
        raise ProfileError("every ballot needs a voter class")
    if len(class_of) and (int(class_of.min()) < 0 or int(class_of.max()) >= len(classes)):
        raise ProfileError("a ballot belongs to a voter class that is not there")
    if any(voter_class.weight < 0 for voter_class in classes):
        raise ProfileError("a voter class with a weight below zero")
