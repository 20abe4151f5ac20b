"""Scores, exact: how many ballots name a project, and how many points they give it."""

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


def class_scores(profile: Profile) -> list[Fraction]:
    """Seoul's weighted sum: for each voter class, score ÷ ballots cast in the class × weight; summed over classes.

    How Seoul turns class votes into one number is not published; this reading is the platform's own and is printed
    on every result page (docs/counting.md). A class that cast no ballot adds nothing.
    """
    totals = [Fraction(0)] * len(profile.projects)
    class_of = profile.groups.classes
    if class_of is None:
        return totals
    points = entry_points(profile)
    for number, voter_class in enumerate(profile.classes):
        of_class = class_of == number
        ballots = int(profile.groups.counts[of_class].sum())
        if ballots:
            share = Fraction(voter_class.weight, ballots * profile.points_unit)
            for at, score in enumerate(_sums(profile, points, of_class)):
                totals[at] += score * share
    return totals


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
