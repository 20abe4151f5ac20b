"""VOTES of a ``.pb`` file: cells to arrays, a block of rows at a time.

The fast way turns a whole block with three calls; only a block that holds something unusual (a space, an id that is
not there, decimal points) is gone through row by row, to read it or to name the line that is wrong.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt

from budgeting.counting.amounts import decimal, decimals_of, is_whole, scaled
from budgeting.counting.ballots import Ballots, Ints, Members
from budgeting.counting.pabulib.election import Remark
from budgeting.counting.pabulib.errors import PabulibError
from budgeting.counting.pabulib.rows import fitted, said
from budgeting.counting.profile import POINTS, VoterClass

_BLOCK = 50_000
#: Points in their smallest parts stay below this (and no part is smaller than 10**-9), so that sums over voters are exact.
_LARGEST_POINTS = 10**9
_MOST_DECIMALS = 9


class Votes:
    """VOTES as they are read, row by row."""

    def __init__(
        self,
        header: list[str],
        line: int,
        vote_type: str,
        index: Mapping[str, int],
        keep: Sequence[str],
        classes: Sequence[VoterClass],
    ) -> None:
        self._header = header
        self._index = index
        self._scored = vote_type in POINTS
        if self._scored and "points" not in header:
            raise PabulibError(line, f"VOTES has no column 'points', which {vote_type} ballots need")
        self._id_at, self._vote_at = header.index("voter_id"), header.index("vote")
        self._points_at = header.index("points") if self._scored else -1
        self._least = 1 + self._vote_at
        self._keep = {name: header.index(name) for name in keep if name in header}
        self._class_at = header.index("voter_class") if classes and "voter_class" in header else -1
        self._class_index = {one.name: at for at, one in enumerate(classes)}
        self.kept: dict[str, tuple[dict[str, int], list[int]]] = {name: ({}, []) for name in self._keep}
        self._clear()
        self._lengths: list[Ints] = []
        self._members: list[Members] = []
        self._points: list[tuple[int, npt.NDArray[Any]]] = []
        self._classes: list[Ints] = []
        self._ids: list[Ints] = []

    def _clear(self) -> None:
        self._lines: list[int] = []
        self._cells: list[str] = []
        self._point_cells: list[str] = []
        self._class_cells: list[str] = []
        self._voter_ids: list[int] = []

    def take(self, row: list[str], line: int) -> None:
        """One ballot. Raises PabulibError where the row does not fit the header."""
        if len(row) != len(self._header):
            row = fitted(row, len(self._header), self._least, line, "VOTES")
        self._lines.append(line)
        self._cells.append(row[self._vote_at])
        self._voter_ids.append(hash(row[self._id_at]))
        if self._scored:
            self._point_cells.append(row[self._points_at])
        if self._class_at >= 0:
            self._class_cells.append(row[self._class_at].strip())
        for name, at in self._keep.items():
            places, codes = self.kept[name]
            codes.append(places.setdefault(row[at].strip(), len(places)))
        if len(self._cells) >= _BLOCK:
            self.flush()

    def flush(self) -> None:
        """Turn the rows taken since the last time into arrays. Raises PabulibError naming the first bad line."""
        if not self._cells:
            return
        if not self._fast():
            self._slow()
        self._ids.append(np.array(self._voter_ids, np.int64))
        if self._class_at >= 0:
            self._classes.append(np.array([self._class_of(at) for at in range(len(self._cells))], np.int64))
        self._clear()

    def _fast(self) -> bool:
        lengths = np.array([cell.count(",") + 1 if cell else 0 for cell in self._cells], np.int64)
        ids = ",".join(filter(None, self._cells)).split(",") if lengths.any() else []
        try:
            members = np.fromiter(map(self._index.__getitem__, ids), np.int32, len(ids))
        except KeyError:
            return False
        if self._scored:
            points = self._fast_points(lengths)
            if points is None:
                return False
            self._points.append((0, points))
        self._lengths.append(lengths)
        self._members.append(members)
        return True

    def _fast_points(self, lengths: Ints) -> Ints | None:
        given = [cell.count(",") + 1 if cell else 0 for cell in self._point_cells]
        if not np.array_equal(lengths, given):
            return None
        texts = ",".join(filter(None, self._point_cells)).split(",") if lengths.any() else []
        if not all(map(is_whole, texts)) or max(map(len, texts), default=0) > 9:
            return None
        return np.fromiter(map(int, texts), np.int64, len(texts))

    def _slow(self) -> None:
        members: list[int] = []
        points: list[Decimal] = []
        lengths = []
        for at, line in enumerate(self._lines):
            ids = self._ids_of(self._cells[at], line)
            lengths.append(len(ids))
            members.extend(ids)
            if self._scored:
                points.extend(self._points_of(self._point_cells[at], len(ids), line))
        self._lengths.append(np.array(lengths, np.int64))
        self._members.append(np.array(members, np.int32))
        if self._scored:
            places = max(map(decimals_of, points), default=0)
            self._points.append((places, np.array([scaled(point, 10**places) for point in points], object)))

    def _ids_of(self, cell: str, line: int) -> list[int]:
        found = []
        for piece in (cell if cell.strip() in self._index else said(cell)).split(","):
            name = piece if piece in self._index else piece.strip()
            if not name:
                continue
            if name not in self._index:
                raise PabulibError(line, f"VOTES: project {name!r} is not in PROJECTS")
            found.append(self._index[name])
        return found

    def _points_of(self, cell: str, expected: int, line: int) -> list[Decimal]:
        texts = [piece.strip() for piece in said(cell).split(",") if piece.strip()]
        if len(texts) != expected:
            raise PabulibError(line, f"VOTES: {len(texts)} points for {expected} projects")
        try:
            found = [decimal(text) for text in texts]
        except ValueError as fault:
            raise PabulibError(line, f"VOTES: points {fault}") from fault
        for point, text in zip(found, texts, strict=True):
            places = decimals_of(point)
            if places > _MOST_DECIMALS or abs(point) * 10**places > _LARGEST_POINTS:
                raise PabulibError(line, f"VOTES: points {text!r} have more digits than can be counted")
        return found

    def _class_of(self, at: int) -> int:
        name = self._class_cells[at]
        if name not in self._class_index:
            raise PabulibError(self._lines[at], f"VOTES: voter class {name!r} has no weight in META")
        return self._class_index[name]

    def ballots(self) -> tuple[Ballots, int]:
        """All ballots, and the number of parts a point is divided into. Call :meth:`flush` first.

        Raises PabulibError where some points are too large and others too finely divided to be counted together.
        """
        lengths = np.concatenate([np.zeros(1, np.int64), *self._lengths])
        members = np.concatenate([np.zeros(0, np.int32), *self._members])
        places = max((places for places, _ in self._points), default=0)
        points = []
        for own, part in self._points:
            wide = part if places == own else part.astype(object) * 10 ** (places - own)
            if len(wide) and max(abs(wide.min()), abs(wide.max())) > _LARGEST_POINTS:
                raise PabulibError(None, f"VOTES: points with {places} decimals are too large to be counted")
            points.append(wide.astype(np.int64))
        return (
            Ballots(
                offsets=np.cumsum(lengths),
                members=members,
                points=np.concatenate([np.zeros(0, np.int64), *points]) if self._scored else None,
                classes=np.concatenate([np.zeros(0, np.int64), *self._classes])
                if self._class_at >= 0
                else None,
            ),
            10**places,
        )

    def remarks(self) -> list[Remark]:
        """Voter ids that came twice."""
        ids = np.concatenate([np.zeros(0, np.int64), *self._ids])
        doubled = len(ids) - len(np.unique(ids))
        return (
            [Remark(None, f"VOTES: {doubled} voter ids come again; every row was counted")] if doubled else []
        )
