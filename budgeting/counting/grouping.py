"""Group identical ballots: a million ballots of ninety thousand kinds are counted as ninety thousand."""

import numpy as np

from budgeting.counting.ballots import Ballots, Groups, Ints, Members, by_length, cells, offsets_of


def grouped(ballots: Ballots, ranks: Members, *, ordered: bool) -> Groups:
    """Group identical ballots.

    ``ranks`` renumbers the projects (old number to canonical number). Unless ``ordered`` (rankings), the projects of
    a ballot are sorted first. The result does not depend on the order of the ballots given.
    """
    parts: list[Groups] = []
    for rows, matrix in by_length(ballots):
        length = matrix.shape[1]
        members = ranks[matrix]
        points = None if ballots.points is None else ballots.points[cells(ballots, rows, length)]
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
        offsets=offsets_of(lengths),
        members=np.concatenate([part.members for part in parts]),
        points=_together([part.points for part in parts]),
        counts=np.concatenate([part.counts for part in parts]),
        classes=_together([part.classes for part in parts]),
    )


def _together(parts: list[Ints | None]) -> Ints | None:
    given = [part for part in parts if part is not None]
    return np.concatenate(given) if given else None
