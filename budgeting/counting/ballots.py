"""Ballots as arrays: one row of project numbers a ballot, and the same ballots grouped.

A million ballots of five choices are 20 MB of 32-bit numbers here; as Python lists they would be more than half a
gigabyte. Identical ballots are grouped once and counted together ever after.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from budgeting.counting.errors import ProfileError

Ints = npt.NDArray[np.int64]
Members = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Ballots:
    """Ballots in compressed rows: ballot ``i`` names ``members[offsets[i]:offsets[i + 1]]``.

    ``points`` runs beside ``members`` (points given), ``classes`` beside the ballots (number of the voter's class).
    """

    offsets: Ints
    members: Members
    points: Ints | None = None
    classes: Ints | None = None

    def __len__(self) -> int:
        return len(self.offsets) - 1

    @classmethod
    def from_lists(
        cls,
        ballots: Iterable[Sequence[int]],
        points: Iterable[Sequence[int]] | None = None,
        classes: Iterable[int] | None = None,
    ) -> "Ballots":
        """Pack plain lists. Raises ProfileError where a ballot and its points differ in length."""
        rows = [list(row) for row in ballots]
        offsets = offsets_of([len(row) for row in rows])
        members = np.fromiter((m for row in rows for m in row), np.int32, int(offsets[-1]))
        given = None
        if points is not None:
            point_rows = [list(row) for row in points]
            if [len(row) for row in point_rows] != [len(row) for row in rows]:
                raise ProfileError("every ballot needs as many points as projects")
            given = np.fromiter((p for row in point_rows for p in row), np.int64, int(offsets[-1]))
        return cls(offsets, members, given, None if classes is None else np.fromiter(classes, np.int64))

    def __iter__(self) -> Iterator[tuple[list[int], list[int] | None]]:
        """Each ballot as (project numbers, points or None), in order."""
        for start, end in zip(self.offsets[:-1].tolist(), self.offsets[1:].tolist(), strict=True):
            given = None if self.points is None else self.points[start:end].tolist()
            yield self.members[start:end].tolist(), given


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Distinct ballots with the number of voters who cast each, in the canonical order of ``digest.py``."""

    offsets: Ints
    members: Members
    points: Ints | None
    counts: Ints
    classes: Ints | None

    def __len__(self) -> int:
        return len(self.counts)

    @property
    def lengths(self) -> Ints:
        """Number of projects on each distinct ballot."""
        return np.diff(self.offsets)


def offsets_of(lengths: Sequence[int] | Ints) -> Ints:
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(np.asarray(lengths, np.int64), out=offsets[1:])
    return offsets


def without_repeats(ballots: Ballots) -> tuple[Ballots, int]:
    """Strike out a project named again on the same ballot; give the ballots and how many mentions were struck.

    The first mention stands, those after it move up; points given to the same project twice are added together.
    """
    keep = np.ones(len(ballots.members), bool)
    points = ballots.points
    for rows, matrix in by_length(ballots):
        ordered = np.sort(matrix, axis=1)
        for row in rows[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)].tolist():
            points = points.copy() if points is ballots.points and points is not None else points
            _strike(ballots, row, keep, points)
    struck = int(len(keep) - keep.sum())
    if not struck:
        return ballots, 0
    kept_before = np.concatenate(([0], np.cumsum(keep)))
    given = None if points is None else points[keep]
    return Ballots(kept_before[ballots.offsets], ballots.members[keep], given, ballots.classes), struck


def _strike(ballots: Ballots, row: int, keep: npt.NDArray[np.bool_], points: Ints | None) -> None:
    first: dict[int, int] = {}
    for at in range(int(ballots.offsets[row]), int(ballots.offsets[row + 1])):
        kept = first.setdefault(int(ballots.members[at]), at)
        if kept != at:
            keep[at] = False
            if points is not None:
                points[kept] += points[at]


def by_length(ballots: Ballots) -> Iterator[tuple[Ints, Members]]:
    """Ballots of one length at a time as (numbers of the ballots, matrix of members), shortest first."""
    lengths = np.diff(ballots.offsets)
    for length in np.unique(lengths).tolist():
        rows = np.flatnonzero(lengths == length)
        yield rows, ballots.members[cells(ballots, rows, length)]


def cells(ballots: Ballots, rows: Ints, length: int) -> Ints:
    return ballots.offsets[rows][:, None] + np.arange(length)
