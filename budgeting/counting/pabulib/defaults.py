"""``default_score`` of scoring ballots: what a project gets that a ballot does not name."""

from decimal import Decimal

import numpy as np

from budgeting.counting.amounts import decimals_of, scaled
from budgeting.counting.ballots import Ballots


def filled(ballots: Ballots, points_unit: int, projects: int, default: Decimal) -> tuple[Ballots, int]:
    """The ballots with every project on every one of them: those not named come last, with the default.

    Gives the number of parts of a point too, which the default may divide further.
    """
    if not default or ballots.points is None:
        return ballots, points_unit
    parts = max(points_unit, 10 ** decimals_of(default))
    voters = len(ballots)
    owner = np.repeat(np.arange(voters), np.diff(ballots.offsets))
    unnamed = np.ones((voters, projects), bool)
    unnamed[owner, ballots.members] = False
    rows, columns = np.nonzero(unnamed)
    order = np.argsort(np.concatenate([owner, rows]), kind="stable")  # the named ones of a ballot stay before
    members = np.concatenate([ballots.members, columns.astype(np.int32)])
    given = np.full(len(rows), scaled(default, parts), np.int64)
    points = np.concatenate([ballots.points * (parts // points_unit), given])
    offsets = np.arange(voters + 1, dtype=np.int64) * projects
    return Ballots(offsets, members[order], points[order], ballots.classes), parts
