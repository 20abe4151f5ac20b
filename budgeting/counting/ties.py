"""Ties are broken by a written list, and every use of the list is recorded.

The default list is: lower cost, more votes, the published lot, and last the project id as text. An id is always the
last resort, so that a count never depends on the order of its input.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from budgeting.counting.profile import Profile, ProjectLine

#: What a criterion compares: a key of a project and its votes; the smaller key goes first.
Key = Callable[[ProjectLine, int], Any]

_LAST: Final = (1, 0)


def _given(value: int | Fraction | None, sign: int = 1) -> tuple[int, int | Fraction]:
    """A key that puts projects without the value after those with it."""
    return _LAST if value is None else (0, sign * value)


CRITERIA: Final[dict[str, Key]] = {
    "cost": lambda line, _: line.cost,
    "votes": lambda _, votes: -votes,
    "committee": lambda line, _: _given(line.committee_score, -1),
    "submitted": lambda line, _: _given(line.submitted),
    "lot": lambda line, _: _given(line.lot),
    "id": lambda line, _: line.id,
}

DEFAULT_TIES: Final = ("cost", "votes", "lot", "id")


@dataclass(frozen=True, slots=True)
class TieUse:
    """One use of the tie list.

    ``projects`` stand in the order the list gave them, ``by[i]`` is the criterion that put ``projects[i]`` before
    ``projects[i + 1]``. ``at`` says where: the rank of the first of them. ``decisive`` is False where any other order
    leads to the same winners (among purchases of equal shares and Phragmén it is always True).
    """

    at: int
    projects: tuple[str, ...]
    by: tuple[str, ...]
    decisive: bool = True

    def as_json(self) -> dict[str, object]:
        """The tie as plain data."""
        return {
            "at": self.at,
            "projects": list(self.projects),
            "by": list(self.by),
            "decisive": self.decisive,
        }


class TieList:
    """A tie list bound to the projects of one election; projects are given by their place in the profile."""

    def __init__(self, profile: Profile, votes: Sequence[int], names: Sequence[str]) -> None:
        self._names = [*names, *([] if "id" in names else ["id"])]
        self._ids = [line.id for line in profile.projects]
        self._keys = [
            tuple(CRITERIA[name](line, count) for name in self._names)
            for line, count in zip(profile.projects, votes, strict=True)
        ]

    def ordered(self, tied: Iterable[int]) -> list[int]:
        """The projects in the order of the list."""
        return sorted(tied, key=lambda at: self._keys[at])

    def first(self, tied: Iterable[int]) -> int:
        """The project that the list puts first."""
        return min(tied, key=lambda at: self._keys[at])

    def before(self, one: int, other: int) -> bool:
        """Whether the list puts ``one`` before ``other``."""
        return bool(self._keys[one] < self._keys[other])

    def used(self, rank: int, ordered: Sequence[int], *, decisive: bool = True) -> TieUse:
        """The record of a use: ``ordered`` as :meth:`ordered` gave them."""
        by = tuple(self._decider(one, other) for one, other in pairwise(ordered))
        return TieUse(rank, tuple(self._ids[at] for at in ordered), by, decisive)

    def ranking(self, scores: Sequence[int | Fraction]) -> tuple[list[int], list[tuple[int, list[int]]]]:
        """Projects by score, highest first, ties by the list; and each tie as (rank of its first, projects)."""
        order = sorted(range(len(scores)), key=lambda at: (-scores[at], self._keys[at]))
        ties: list[tuple[int, list[int]]] = []
        start = 0
        for end in range(1, len(order) + 1):
            if end == len(order) or scores[order[end]] != scores[order[start]]:
                if end - start > 1:
                    ties.append((start + 1, order[start:end]))
                start = end
        return order, ties

    def _decider(self, one: int, other: int) -> str:
        pairs = zip(self._names, self._keys[one], self._keys[other], strict=True)
        return next((name for name, mine, theirs in pairs if mine != theirs), "id")
