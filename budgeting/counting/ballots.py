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
        offsets = _offsets([len(row) for row in rows])
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


def _offsets(lengths: Sequence[int] | Ints) -> Ints:
    offsets = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(np.asarray(lengths, np.int64), out=offsets[1:])
    return offsets


def without_repeats(ballots: Ballots) -> tuple[Ballots, int]:
    """Strike out a project named again on the same ballot; give the ballots and how many mentions were struck.

    The first mention stands, those after it move up; points given to the same project twice are added together.
    """
    keep = np.ones(len(ballots.members), bool)
    points = ballots.points
    for rows, matrix in _by_length(ballots):
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


def _by_length(ballots: Ballots) -> Iterator[tuple[Ints, Members]]:
    """Ballots of one length at a time as (numbers of the ballots, matrix of members), shortest first."""
    lengths = np.diff(ballots.offsets)
    for length in np.unique(lengths).tolist():
        rows = np.flatnonzero(lengths == length)
        yield rows, ballots.members[_cells(ballots, rows, length)]


def _cells(ballots: Ballots, rows: Ints, length: int) -> Ints:
    return ballots.offsets[rows][:, None] + np.arange(length)


def grouped(ballots: Ballots, ranks: Members, *, ordered: bool) -> Groups:
    """Group identical ballots.

    ``ranks`` renumbers the projects (old number to canonical number). Unless ``ordered`` (rankings), the projects of
    a ballot are sorted first. The result does not depend on the order of the ballots given.
    """
    parts: list[Groups] = []
    for rows, matrix in _by_length(ballots):
        length = matrix.shape[1]
        members = ranks[matrix]
        points = None if ballots.points is None else ballots.points[_cells(ballots, rows, length)]
        if not ordered:
            order = np.argsort(members, axis=1, kind="stable") if points is not None else None
            points = None if points is None or order is None else np.take_along_axis(points, order, axis=1)
            members = np.sort(members, axis=1)
        parts.append(_group_rows(members, points, None if ballots.classes is None else ballots.classes[rows]))
    return _joined(parts, ballots)


def _group_rows(members: Members, points: Ints | None, classes: Ints | None) -> Groups:
    columns: list[Ints] = [] if classes is None else [classes]
    for at in range(members.shape[1]):
        columns.append(members[:, at].astype(np.int64))
        if points is not None:
            columns.append(points[:, at])
    first, counts = _distinct(columns, len(members))
    length = members.shape[1]
    return Groups(
        offsets=np.arange(len(first) + 1, dtype=np.int64) * length,
        members=members[first].reshape(-1),
        points=None if points is None else points[first].reshape(-1),
        counts=counts,
        classes=None if classes is None else classes[first],
    )


def _distinct(columns: list[Ints], rows: int) -> tuple[Ints, Ints]:
    """Row numbers of one row of each kind, sorted column by column, and how many rows there are of the kind."""
    keys = _packed(columns)
    if not keys:
        return np.zeros(1, np.int64), np.array([rows], np.int64)
    if len(keys) == 1:
        _, first, counts = np.unique(keys[0], return_index=True, return_counts=True)
        return first.astype(np.int64), counts.astype(np.int64)
    order = np.lexsort(keys[::-1])
    changes = np.zeros(rows, bool)
    changes[0] = True
    for key in keys:
        ordered = key[order]
        changes[1:] |= ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(changes)
    return order[starts].astype(np.int64), np.diff(np.append(starts, rows)).astype(np.int64)


def _packed(columns: list[Ints]) -> list[Ints]:
    """As few 63-bit keys as hold all columns, in the same lexicographic order: sorting numbers beats sorting rows."""
    keys: list[Ints] = []
    room = 0
    for column in columns:
        low = int(column.min())
        shifted = column - low if low < 0 else column
        bits = max(1, int(shifted.max()).bit_length())
        if not keys or bits > room:
            keys.append(shifted.copy())
            room = 63 - bits
        else:
            keys[-1] = (keys[-1] << bits) | shifted
            room -= bits
    return keys


def _joined(parts: list[Groups], ballots: Ballots) -> Groups:
    if not parts:
        empty = np.zeros(0, np.int64)
        points = None if ballots.points is None else empty
        return Groups(np.zeros(1, np.int64), np.zeros(0, np.int32), points, empty, None)
    lengths = np.concatenate([part.lengths for part in parts])
    return Groups(
        offsets=_offsets(lengths),
        members=np.concatenate([part.members for part in parts]),
        points=_together([part.points for part in parts]),
        counts=np.concatenate([part.counts for part in parts]),
        classes=_together([part.classes for part in parts]),
    )


def _together(parts: list[Ints | None]) -> Ints | None:
    given = [part for part in parts if part is not None]
    return np.concatenate(given) if given else None
