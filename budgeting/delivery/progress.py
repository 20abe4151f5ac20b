"""How far a project has come and how much of its money is spent. Pure.

Progress is the weight of the milestones reached over the weight of all of them: normalised, so it can never pass 100
(a weighted sum that is not divided can; peers have that fault). The execution rate is money spent over money planned;
it *can* pass 100, and then says so.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Protocol


class Weighted(Protocol):
    """What progress asks of a milestone."""

    weight: int
    done_on: date | None
    due_on: date


def share_done(milestones: Iterable[Weighted]) -> int:
    """Percent done, rounded down, so that 100 means all of it; 0 without milestones."""
    rows = list(milestones)
    whole = sum(row.weight for row in rows)
    if not whole:
        return 0
    return int(Fraction(100 * sum(row.weight for row in rows if row.done_on is not None), whole))


def execution_rate(spent: int, planned: int) -> int:
    """Percent of the planned money (won) that is spent, rounded down towards zero; 0 where nothing is planned."""
    return int(Fraction(100 * spent, planned)) if planned > 0 else 0


def late(milestones: Iterable[Weighted], today: date) -> list[Weighted]:
    """The milestones that should have been reached before today and are not."""
    return [row for row in milestones if row.done_on is None and row.due_on < today]
