"""No cell under ten, and none that can be found by subtraction."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.results.suppression import SMALLEST_CELL, Cell, Tally, suppressed

cells = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (pair[0] + pair[1], pair[0])),
    min_size=1,
    max_size=12,
).map(lambda pairs: [Cell(f"{at:010d}", eligible, voted) for at, (eligible, voted) in enumerate(pairs)])


@given(cells)
def test_what_is_shown_is_never_small(given_cells):
    for cell in suppressed(given_cells):
        assert cell.voted is None or SMALLEST_CELL <= cell.voted <= cell.eligible - SMALLEST_CELL


@given(cells)
def test_what_is_hidden_cannot_be_found_from_the_total(given_cells):
    shown = suppressed(given_cells)
    hidden = [cell for cell, out in zip(given_cells, shown, strict=True) if out.voted is None]
    if hidden and len(hidden) < len(given_cells):
        assert len(hidden) >= 2
        assert sum(cell.voted for cell in hidden) >= SMALLEST_CELL
        assert sum(cell.eligible - cell.voted for cell in hidden) >= SMALLEST_CELL


def test_large_cells_are_shown_as_they_are():
    given_cells = [Cell("a", 100, 40), Cell("b", 200, 80)]
    assert suppressed(given_cells) == given_cells


def splits(total: int, most: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Every way to share ``total`` among cells that hold at most so many."""
    if not most:
        if total == 0:
            yield ()
        return
    for here in range(min(total, most[0]) + 1):
        for rest in splits(total - here, most[1:]):
            yield (here, *rest)


def possible(cells: list[Cell], shown: list[Cell]) -> list[tuple[int, ...]]:
    """What a reader of one table cannot rule out: numbers of voters that fit what is shown and the total."""
    return [
        found
        for found in splits(sum(cell.voted for cell in cells), tuple(cell.eligible for cell in cells))
        if all(out.voted in (None, here) for here, out in zip(found, shown, strict=True))
    ]


def crossed(rows: tuple[int, ...], columns: tuple[int, ...]) -> list[list[int]]:
    """A table with these margins (the north-west corner rule): there is one whenever their sums are equal."""
    left, found = list(columns), []
    for row in rows:
        line = []
        for at, there in enumerate(left):
            line.append(min(row, there))
            row -= line[-1]
            left[at] -= line[-1]
        found.append(line)
    return found


people = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.booleans()), min_size=8, max_size=24)


@settings(max_examples=150)
@given(people)
def test_no_hidden_number_of_areas_or_ages_can_be_found_from_both_tables_together(folk):
    """By trying: each voter has an area and an age; a reader sees both tables and the total, here with cells below 3 hidden."""
    tables = []
    for at in (0, 1):
        tally = Tally()
        for one in folk:
            tally.add(str(one[at]), one[2])
        shown = suppressed(tally.cells, 3)
        tables.append((tally.cells, shown, possible(tally.cells, shown)))
    (areas, shown_areas, by_area), (ages, shown_ages, by_age) = tables
    for row, column in product(
        by_area, by_age
    ):  # every pair is a city that could be: the tables say nothing of each other
        table = crossed(row, column)
        assert [sum(line) for line in table] == list(row)
        assert [sum(line) for line in zip(*table, strict=True)] == list(column)
    for cells, shown, found in ((areas, shown_areas, by_area), (ages, shown_ages, by_age)):
        hidden = [at for at, out in enumerate(shown) if out.voted is None]
        if len(hidden) == len(cells):
            continue  # such a table shows nothing but the total, which everybody knows
        for at in hidden:
            assert len({one[at] for one in found}) > 1
