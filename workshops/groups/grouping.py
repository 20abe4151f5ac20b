"""From votes to groups, with everything that a page or a program wants to say about them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workshops.groups import axes, clusters, speaking
from workshops.groups.speaking import Saying
from workshops.groups.votes import Votes

LEAST_VOTES = 7  # who has voted on fewer statements is not grouped (on all of them, where there are fewer)
MOST_GROUPS = 5
KEPT_WITHIN = 0.05  # with `keep`: so much narrower a silhouette is borne before the number of groups changes
LEAST_PEOPLE = 10  # a group of fewer is not made: too few to say anything, and too easy to recognise


@dataclass(frozen=True)
class Grouping:
    """``group`` and ``places`` have one entry a voter; group -1 is who voted too little.

    ``tally`` is (groups, statements, 3): agree, disagree, pass. ``silhouettes`` by number of groups. ``sayings`` a list
    for each group; ``shared`` and ``dividing`` are places of statements, the strongest first.
    """

    votes: Votes
    group: NDArray[np.int64]
    places: NDArray[np.float64]
    sizes: list[int]
    tally: NDArray[np.int64]
    silhouettes: dict[int, float]
    sayings: list[list[Saying]]
    consensus: NDArray[np.float64]
    dissent: NDArray[np.float64]
    division: NDArray[np.float64]
    shared: list[int]
    dividing: list[int]


def group_opinions(
    votes: Votes,
    *,
    most: int = MOST_GROUPS,
    least_votes: int = LEAST_VOTES,
    least_people: int = LEAST_PEOPLE,
    keep: int | None = None,
) -> Grouping:
    """Group the voters into 2 to ``most`` groups, none under ``least_people``; one group where no division holds.

    The number of groups is the one with the widest silhouette; of equal ones the smaller. ``keep`` is for a room that
    goes on: this number of groups stays as long as its silhouette is less than `KEPT_WITHIN` narrower than the widest.
    """
    asked = min(least_votes, len(votes.statements))
    active = votes.cast >= asked
    places = axes.places(votes)
    labels, silhouettes = _divide(places[active], most, least_people, keep)
    group = np.full(len(votes.voters), -1, dtype=np.int64)
    group[active] = labels
    groups = int(labels.max()) + 1 if len(labels) else 0
    tally = votes.tally(group, groups)
    agree, disagree = speaking.agreement(tally)
    apart = speaking.division(tally) if groups > 1 else np.zeros(len(votes.statements))
    return Grouping(
        votes=votes,
        group=group,
        places=places,
        sizes=[int(size) for size in np.bincount(labels, minlength=groups)] if groups else [],
        tally=tally,
        silhouettes=silhouettes,
        sayings=[speaking.sayings(tally, one) for one in range(groups)] if groups > 1 else [],
        consensus=agree,
        dissent=disagree,
        division=apart,
        shared=_shared(tally, agree, disagree) if groups else [],
        dividing=_dividing(tally, apart) if groups > 1 else [],
    )


def _divide(
    places: NDArray[np.float64], most: int, least_people: int, keep: int | None = None
) -> tuple[NDArray[np.int64], dict[int, float]]:
    """The labels of the best division, and the silhouette of each division that leaves no group too small."""
    whole = np.zeros(len(places), dtype=np.int64)
    tried: dict[int, tuple[float, NDArray[np.int64]]] = {}
    different = len(np.unique(places.round(9), axis=0)) if len(places) else 0
    for k in range(2, min(most, different, len(places) // max(least_people, 1)) + 1):
        labels = clusters.k_means(places, k)
        if np.bincount(labels, minlength=k).min() >= least_people:
            tried[k] = (round(clusters.silhouette(places, labels), 6), labels)
    if not tried:
        return whole, {}
    best = min(tried, key=lambda k: (-tried[k][0], k))
    if keep in tried and tried[keep][0] > tried[best][0] - KEPT_WITHIN:
        best = keep
    return tried[best][1], {k: width for k, (width, _labels) in tried.items()}


def _shared(tally: NDArray[np.int64], agree: NDArray[np.float64], disagree: NDArray[np.float64]) -> list[int]:
    """Statements on which more than half of every group say the same, the strongest consensus first."""
    seen = tally.sum(axis=2)
    together = [
        (tally[:, :, kind] * 2 > seen).all(axis=0) & (seen > 0).all(axis=0) & (strength > 0)
        for kind, strength in ((0, agree), (1, disagree))
    ]
    strength = np.maximum(np.where(together[0], agree, 0), np.where(together[1], disagree, 0))
    return _strongest(strength, speaking.SHARED)


def _dividing(tally: NDArray[np.int64], apart: NDArray[np.float64]) -> list[int]:
    """Statements that one group mostly agrees with and another mostly disagrees with, the widest apart first."""
    agree, disagree = tally[:, :, 0], tally[:, :, 1]
    split = (agree > disagree).any(axis=0) & (disagree > agree).any(axis=0)
    return _strongest(np.where(split, apart, 0), speaking.SHARED)


def _strongest(strength: NDArray[np.float64], count: int) -> list[int]:
    order = np.lexsort((np.arange(len(strength)), -strength))[:count]
    return [int(one) for one in order if strength[one] > 0]
