"""No cell under ten, and none that can be found by subtraction."""

from hypothesis import given
from hypothesis import strategies as st

from budgeting.results.suppression import SMALLEST_CELL, Cell, suppressed

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
