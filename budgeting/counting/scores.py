"""Scores, exact: how many ballots name a project, and how many points they give it."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from budgeting.counting.ballots import Ints
from budgeting.counting.profile import ORDINAL, POINTS, Profile

#: Sums of whole numbers below this are exact in a 64-bit float (``numpy.bincount`` adds floats).
_EXACT_IN_FLOAT = 2**53


def entry_points(profile: Profile) -> Ints | None:
    """Points of each entry of each distinct ballot, or None where an entry is worth 1.

    Cumulative and scoring: the points given. Ordinal: place i (from 0) gives ``ranking_length - i``, at least 0.
    """
    groups = profile.groups
    if profile.vote_type in POINTS:
        return groups.points
    if profile.vote_type != ORDINAL:
        return None
    place = np.arange(len(groups.members)) - np.repeat(groups.offsets[:-1], groups.lengths)
    return np.maximum(0, profile.ranking_length - place)


def votes(profile: Profile) -> list[int]:
    """Number of ballots that name each project."""
    return _sums(profile, None)


def scores(profile: Profile) -> list[int]:
    """Score of each project: votes (approval, choose-1, knapsack) or the sum of points in 1/``points_unit``."""
    return _sums(profile, entry_points(profile))


#: Name of the part that the committee's score adds; its score is out of a hundred.
COMMITTEE = "committee"
ALL_VOTERS = "voters"


@dataclass(frozen=True, slots=True)
class ClassShare:
    """What one voter class adds to a project's sum: ``score`` ÷ ``of`` × ``weight``.

    ``score`` votes or points of the class, ``of`` ballots cast in the class; for the committee its score out of 100.
    """

    name: str
    score: Fraction
    of: int
    weight: Fraction

    @property
    def value(self) -> Fraction:
        """The part of the sum. A class that cast no ballot adds nothing."""
        return self.score / self.of * self.weight if self.of else Fraction(0)


def class_shares(profile: Profile, committee_weight: Fraction) -> list[list[ClassShare]]:
    """Seoul's weighted sum, part by part: for each voter class, score ÷ ballots cast in the class × weight.

    How Seoul turns class votes into one number is not published; this reading is the platform's own and is printed
    on every result page (docs/counting.md). Ballots without classes are all of one class, which weighs what the
    committee leaves of 100. With a ``committee_weight`` the committee's score out of 100 is a part of its own; a
    project without one gets nothing there.
    """
    parts: list[list[ClassShare]] = [[] for _ in profile.projects]
    points, class_of = entry_points(profile), profile.groups.classes
    classes = [(one.name, Fraction(one.weight)) for one in profile.classes]
    if class_of is None:
        class_of = np.zeros(len(profile.groups), np.int64)
        classes = [(ALL_VOTERS, 100 - committee_weight)]
    for number, (name, weight) in enumerate(classes):
        of_class = class_of == number
        ballots = int(profile.groups.counts[of_class].sum())
        for at, score in enumerate(_sums(profile, points, of_class)):
            parts[at].append(ClassShare(name, Fraction(score, profile.points_unit), ballots, weight))
    if committee_weight:
        for at, line in enumerate(profile.projects):
            given = Fraction(line.committee_score or 0)
            parts[at].append(ClassShare(COMMITTEE, given, 100, committee_weight))
    return parts


def _sums(
    profile: Profile, points: Ints | None, chosen: "np.ndarray[tuple[int], np.dtype[np.bool_]] | None" = None
) -> list[int]:
    groups = profile.groups
    counts = groups.counts if chosen is None else np.where(chosen, groups.counts, 0)
    weights = np.repeat(counts, groups.lengths)
    if points is not None:
        weights = weights * points
    if int(np.abs(weights).sum(dtype=np.float64)) < _EXACT_IN_FLOAT // 2:
        sums = np.bincount(groups.members, weights=weights, minlength=len(profile.projects))
        return [int(value) for value in sums]
    totals = [0] * len(profile.projects)
    for member, weight in zip(groups.members.tolist(), weights.tolist(), strict=True):
        totals[member] += weight
    return totals
