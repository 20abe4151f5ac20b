"""The votes as arrays: who voted, on what, and how; one entry a vote, so that nothing is stored for a vote not cast."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

AGREE, PASS, DISAGREE = 1, 0, -1


def in_order(ids: Iterable[str]) -> list[str]:
    """Ids sorted as numbers where they are numbers, else as text: the same order whatever the file's."""
    return sorted(ids, key=lambda one: (0, int(one), one) if one.isdecimal() else (1, 0, one))


@dataclass(frozen=True)
class Votes:
    """``voter``, ``statement`` (places in ``voters`` and ``statements``) and ``value`` (1, 0, -1) have one entry a vote,
    sorted by voter, then statement; each pair at most once."""

    voters: list[str]
    statements: list[str]
    voter: NDArray[np.int32]
    statement: NDArray[np.int32]
    value: NDArray[np.int8]

    @classmethod
    def of(cls, votes: dict[tuple[str, str], int]) -> "Votes":
        """From {(voter, statement): value}."""
        voters = in_order({voter for voter, _ in votes})
        statements = in_order({statement for _, statement in votes})
        row = {one: place for place, one in enumerate(voters)}
        column = {one: place for place, one in enumerate(statements)}
        count = len(votes)
        rows = np.fromiter((row[voter] for voter, _ in votes), np.int32, count)
        columns = np.fromiter((column[statement] for _, statement in votes), np.int32, count)
        values = np.fromiter(votes.values(), np.int8, count)
        order = np.lexsort((columns, rows))
        return cls(voters, statements, rows[order], columns[order], values[order])

    @property
    def cast(self) -> NDArray[np.int64]:
        """How many votes each voter cast, shape (voters,)."""
        return np.bincount(self.voter, minlength=len(self.voters))

    def deviations(self) -> NDArray[np.float64]:
        """Each vote less the mean of its statement, shape (votes,). A vote not cast stands at the mean: it deviates by 0."""
        seen = np.bincount(self.statement, minlength=len(self.statements))
        total = np.bincount(self.statement, weights=self.value, minlength=len(self.statements))
        mean = total / np.maximum(seen, 1)
        return self.value - mean[self.statement]

    def tally(self, group: NDArray[np.int64], groups: int) -> NDArray[np.int64]:
        """Shape (groups, statements, 3): agree, disagree and pass of each group; ``group`` is -1 for who is in none."""
        of = group[self.voter]
        inside = of >= 0
        kind = np.where(self.value == AGREE, 0, np.where(self.value == DISAGREE, 1, 2))
        place = (of[inside] * len(self.statements) + self.statement[inside]) * 3 + kind[inside]
        size = groups * len(self.statements) * 3
        return np.bincount(place, minlength=size).reshape(groups, len(self.statements), 3)
