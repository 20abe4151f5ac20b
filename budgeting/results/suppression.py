"""Small cells are not published: whoever reads a table must not find a person in it, not even by subtraction."""

from dataclasses import dataclass

SMALLEST_CELL = 10


@dataclass(frozen=True)
class Cell:
    """One district: how many may vote, how many did (None: suppressed)."""

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
