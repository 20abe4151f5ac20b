"""Small cells are not published: whoever reads a table must not find a person in it, not even by subtraction.

Two tables of one vote are published, by area and by age band, never the two crossed. They share their totals and nothing
else: to any numbers of the one there is a way to people any numbers of the other (a table with given margins exists
whenever the margins have the same sum), so neither narrows what the other leaves open, and each is made safe by itself
against its total (tests/budgeting/results/test_suppression.py tries every table that fits).
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

SMALLEST_CELL = 10


@dataclass(frozen=True)
class Cell:
    """One district or age band: how many may vote, how many did (None: suppressed)."""

    area: str
    eligible: int
    voted: int | None


def suppressed(cells: list[Cell], smallest: int = SMALLEST_CELL) -> list[Cell]:
    """The cells with every small number of voters or of non-voters left out.

    The total is public, so what is left out can be found as a sum: more cells are left out, smallest first, until at
    least two are hidden and the hidden voters, and the hidden non-voters, are ``smallest`` or more together.
    """
    hidden = {cell.area for cell in cells if cell.voted is None or _is_small(cell, smallest)}
    rest = sorted(
        (cell for cell in cells if cell.area not in hidden), key=lambda cell: (cell.voted or 0, cell.area)
    )
    while hidden and rest and _can_be_found(cells, hidden, smallest):
        hidden.add(rest.pop(0).area)
    return [Cell(cell.area, cell.eligible, None if cell.area in hidden else cell.voted) for cell in cells]


def _is_small(cell: Cell, smallest: int) -> bool:
    voted = cell.voted or 0
    return voted < smallest or cell.eligible - voted < smallest


def _can_be_found(cells: list[Cell], hidden: set[str], smallest: int) -> bool:
    inside = [cell for cell in cells if cell.area in hidden]
    voted, stayed = (
        sum(cell.voted or 0 for cell in inside),
        sum(cell.eligible - (cell.voted or 0) for cell in inside),
    )
    return len(inside) < 2 or voted < smallest or stayed < smallest


def untold_areas(turnout: list[dict[str, Any]]) -> set[str]:
    """The districts whose cell of a published turnout is left out: nothing else may tell how many people voted there."""
    return {cell["area"] for cell in turnout if cell["voted"] is None}


@dataclass
class Tally:
    """People of the roll by a name they share, and how many of them voted."""

    eligible: Counter[str] = field(default_factory=Counter)
    voted: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, voted: bool) -> None:
        """One person of the roll."""
        self.eligible[name] += 1
        self.voted[name] += voted

    @property
    def cells(self) -> list[Cell]:
        return [Cell(name, people, self.voted[name]) for name, people in sorted(self.eligible.items())]

    def by_area(self) -> list[dict[str, Any]]:
        """As it is published: how many may vote in each area is public before the vote."""
        return [
            {"area": cell.area, "eligible": cell.eligible, "voted": cell.voted}
            for cell in suppressed(self.cells)
        ]

    def by_age(self) -> list[dict[str, Any]]:
        """As it is published: the young first, those of unknown age last; nothing at all where no age is known.

        How many people of an age are on the roll is published nowhere else; it is left out with a small cell.
        """
        if not any(self.eligible):
            return []
        return [
            {
                "band": cell.area,
                "eligible": None if cell.voted is None else cell.eligible,
                "voted": cell.voted,
            }
            for cell in sorted(suppressed(self.cells), key=lambda cell: (cell.area == "", cell.area))
        ]
