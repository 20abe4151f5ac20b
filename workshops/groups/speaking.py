"""What a group says that the others do not, what all groups share, and what divides them. Counts in, statistics out.

All shares are (n + 1) of (m + 2), Laplace's rule of succession, so that few votes say little; z is one-sided.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Z90 = 1.2816  # one-sided 90 %
PER_GROUP = 5
SHARED = 5


@dataclass(frozen=True)
class Saying:
    """A statement that stands for a group. ``agrees``: whether the group agrees with it or disagrees.

    ``share``: of those of the group who voted on it; ``others``: the same share among everybody else; ``z_share`` and
    ``z_difference`` test that the share is above one half, and above the others' share.
    """

    statement: int
    agrees: bool
    share: float
    others: float
    z_share: float
    z_difference: float


def sayings(tally: NDArray[np.int64], group: int) -> list[Saying]:
    """The statements that stand for a group, the strongest first; ``tally`` as of Votes.tally, shape (groups, m, 3)."""
    inside, everybody = tally[group], tally.sum(axis=0)
    found = []
    for agrees, kind in ((True, 0), (False, 1)):
        said, seen = inside[:, kind], inside.sum(axis=1)
        said_else, seen_else = everybody[:, kind] - said, everybody.sum(axis=1) - seen
        share, others = (said + 1) / (seen + 2), (said_else + 1) / (seen_else + 2)
        z_share = proportion_z(said, seen)
        z_difference = difference_z(said, seen, said_else, seen_else)
        strength = share * z_share * (share / others) * z_difference
        passes = (z_share > Z90) & (z_difference > Z90)
        found += [
            (float(strength[one]), Saying(int(one), agrees, *_rounded(share, others, z_share, z_difference, at=int(one))))
            for one in np.flatnonzero(passes)
        ]  # fmt: skip
    found.sort(key=lambda one: (-one[0], one[1].statement, not one[1].agrees))
    return [saying for _strength, saying in found[:PER_GROUP]]


def _rounded(*columns: NDArray[np.float64], at: int) -> tuple[float, float, float, float]:
    one, two, three, four = (round(float(column[at]), 4) for column in columns)
    return one, two, three, four


def proportion_z(said: NDArray[np.int64], seen: NDArray[np.int64]) -> NDArray[np.float64]:
    """z of "more than half of those who voted said so", by (said + 1) of (seen + 1): 2·sqrt(n+1)·(p − ½)."""
    n = seen + 1
    z: NDArray[np.float64] = 2 * np.sqrt(n) * ((said + 1) / n - 0.5)
    return z


def difference_z(
    said: NDArray[np.int64], seen: NDArray[np.int64], said_else: NDArray[np.int64], seen_else: NDArray[np.int64]
) -> NDArray[np.float64]:  # fmt: skip
    """z of "a larger share than elsewhere": the pooled test of two proportions, one added to each count."""
    a, n, b, m = said + 1, seen + 1, said_else + 1, seen_else + 1
    pooled = (a + b) / (n + m)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    z: NDArray[np.float64] = np.where(spread > 0, (a / n - b / m) / np.where(spread > 0, spread, 1), 0.0)
    return z


def agreement(tally: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Group-aware consensus of agreeing and of disagreeing, shape (m,) each: the product over the groups of their shares.

    High only where every group says so, however small the group is.
    """
    seen = tally.sum(axis=2) + 2
    agree: NDArray[np.float64] = ((tally[:, :, 0] + 1) / seen).prod(axis=0)
    disagree: NDArray[np.float64] = ((tally[:, :, 1] + 1) / seen).prod(axis=0)
    return agree, disagree


def division(tally: NDArray[np.int64]) -> NDArray[np.float64]:
    """How far a statement divides, shape (m,): the largest difference between two groups' shares of agreement."""
    share = (tally[:, :, 0] + 1) / (tally.sum(axis=2) + 2)
    apart: NDArray[np.float64] = share.max(axis=0) - share.min(axis=0)
    return apart
