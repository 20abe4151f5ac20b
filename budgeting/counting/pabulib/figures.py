"""Where a file's own figures and limits differ from what is in it. Nothing is refused for them: ballots are counted as
they are, and the reader is told."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from budgeting.counting.amounts import decimal
from budgeting.counting.ballots import Ballots, Ints
from budgeting.counting.pabulib.election import PbProject, Remark
from budgeting.counting.pabulib.heads import Meta
from budgeting.counting.pabulib.rows import said
from budgeting.counting.profile import DEFAULT_RANKING_LENGTH, ORDINAL, POINTS

Sums = npt.NDArray[np.float64]
_EXACT = 2.0**53
#: Limits that META may state, and what of a ballot each of them limits.
_LIMITS = {
    "max_length": "length",
    "min_length": "length",
    "max_sum_cost": "sum_cost",
    "min_sum_cost": "sum_cost",
    "max_sum_points": "sum_points",
    "min_sum_points": "sum_points",
    "max_points": "max_points",
    "min_points": "min_points",
}


def mismatches(
    meta: Meta, ballots: Ballots, projects: Sequence[PbProject], unit: int, points_unit: int
) -> list[Remark]:
    """Remarks on figures that do not match and limits that ballots do not keep."""
    return [
        *_unsaid(meta),
        *_numbers(meta, ballots, projects),
        *_columns(meta, ballots, projects, points_unit),
        *_limits(meta, ballots, projects, unit, points_unit),
    ]


def _unsaid(meta: Meta) -> list[Remark]:
    if meta.vote_type != ORDINAL or meta.values.get("max_length"):
        return []
    return [Remark(None, f"META has no max_length: a first place gives {DEFAULT_RANKING_LENGTH} points")]


def _numbers(meta: Meta, ballots: Ballots, projects: Sequence[PbProject]) -> list[Remark]:
    return [
        Remark(meta.lines[key], f"META: {key} is {meta.values[key]}, but the file has {actual}")
        for key, actual in (("num_votes", len(ballots)), ("num_projects", len(projects)))
        if meta.values.get(key) and meta.figure(key) != actual
    ]


def _columns(meta: Meta, ballots: Ballots, projects: Sequence[PbProject], points_unit: int) -> list[Remark]:
    """Columns ``votes`` and ``score`` beside what the ballots add up to."""
    votes = np.bincount(ballots.members, minlength=len(projects)).astype(np.float64)
    weights = _weights(meta, ballots)
    score = votes if weights is None else np.bincount(ballots.members, weights, minlength=len(projects))
    part = points_unit if meta.vote_type in POINTS else 1
    found = []
    for name, sums, of in (("votes", votes, 1), ("score", score, part)):
        differing = [
            project.line.id
            for project, counted in zip(projects, sums.tolist(), strict=True)
            if _differs(project.columns.get(name, ""), counted, of)
        ]
        if differing:
            ids = ", ".join(differing[:10]) + (" …" if len(differing) > 10 else "")
            found.append(Remark(None, f"PROJECTS: {name!r} differs from the ballots for {ids}"))
    return found


def _weights(meta: Meta, ballots: Ballots) -> Sums | None:
    """Points of each entry, as they are counted (scores.py); None where each counts 1."""
    if meta.vote_type in POINTS and ballots.points is not None:
        return ballots.points.astype(np.float64)
    if meta.vote_type != ORDINAL:
        return None
    length = int(meta.figure("max_length") or DEFAULT_RANKING_LENGTH)
    place = np.arange(len(ballots.members)) - np.repeat(ballots.offsets[:-1], np.diff(ballots.offsets))
    return np.maximum(0, length - place).astype(np.float64)


def _differs(text: str, counted: float, of: int) -> bool:
    """Whether a cell says another number; a cell that says none is not compared, nor a sum too large to be exact."""
    try:
        stated = decimal(said(text))
    except ValueError:
        return False
    return abs(counted) < _EXACT and Fraction(stated) != Fraction(int(counted), of)


def _limits(
    meta: Meta, ballots: Ballots, projects: Sequence[PbProject], unit: int, points_unit: int
) -> list[Remark]:
    """Ballots beyond what META allows; blank ones keep every limit."""
    lengths = np.diff(ballots.offsets)
    named = lengths > 0
    costs = np.array([float(project.line.cost) for project in projects])
    sizes = {"length": (lengths.astype(np.float64), 1, "projects")}
    if meta.values.get("max_sum_cost") or meta.values.get("min_sum_cost"):
        sizes["sum_cost"] = (_by_ballot(ballots, costs[ballots.members]), unit, "of cost")
    if ballots.points is not None and meta.vote_type in POINTS:
        given = ballots.points.astype(np.float64)
        sizes["sum_points"] = (_by_ballot(ballots, given), points_unit, "points in all")
        sizes["max_points"] = (_by_ballot(ballots, given, np.maximum), points_unit, "points for a project")
        sizes["min_points"] = (_by_ballot(ballots, given, np.minimum), points_unit, "points for a project")
    implied = {"choose-1": {"max_length": Decimal(1)}, "cumulative": {"min_points": Decimal(0)}}
    found = []
    for key, size in _LIMITS.items():
        limit = implied.get(meta.vote_type, {}).get(key, meta.figure(key))
        if limit is None or size not in sizes:
            continue
        sums, of, what = sizes[size]
        most = key.startswith("max")
        beyond = sums > float(limit * of) if most else sums < float(limit * of)
        number = int((beyond & named).sum())
        more = f"VOTES: ballots with more than {limit} {what} ({key}): {number}"
        less = f"VOTES: ballots with less than {limit} {what} ({key}): {number}"
        if number:
            found.append(Remark(None, more if most else less))
    return found


def _by_ballot(ballots: Ballots, values: Sums, how: np.ufunc = np.add) -> Sums:
    """One number for each ballot, 0 for a blank one."""
    found = np.zeros(len(ballots))
    starts: Ints = ballots.offsets[:-1][np.diff(ballots.offsets) > 0]
    if len(starts):
        found[np.diff(ballots.offsets) > 0] = how.reduceat(values, starts)
    return found
