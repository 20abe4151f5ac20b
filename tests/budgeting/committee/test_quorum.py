"""Fractions of people, as charters write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.committee.quorum import MAJORITY, Fraction


@pytest.mark.parametrize(
    ("fraction", "people", "needed"),
    [
        (MAJORITY, 13, 7),
        (MAJORITY, 12, 7),
        (Fraction(1, 2, strict=False), 12, 6),
        (Fraction(1, 2, strict=False), 13, 7),
        (Fraction(2, 3, strict=False), 12, 8),
        (Fraction(2, 3, strict=False), 13, 9),
        (Fraction(2, 3), 12, 9),
        (Fraction(1, 1, strict=False), 5, 5),
        (MAJORITY, 0, 1),
    ],
)
def test_how_many_it_takes(fraction: Fraction, people: int, needed: int) -> None:
    assert fraction.needed(people) == needed


@given(st.integers(1, 5), st.integers(0, 5), st.booleans(), st.integers(1, 200))
def test_needed_is_the_smallest_number_that_meets_the_fraction(
    of: int, more: int, strict: bool, people: int
) -> None:
    among = of + more
    enough = [
        n for n in range(1, people + 2) if (n * among > people * of if strict else n * among >= people * of)
    ]
    assert Fraction(of, among, strict).needed(people) == enough[0]


def test_of_nobody_nobody_is_enough() -> None:
    assert not MAJORITY.met(0, 0)
    assert not MAJORITY.met(1, 0)
