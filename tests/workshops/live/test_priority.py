"""Which statement comes next: the weights are Polis's, the lots are fair, and the page does not jump."""

from collections import Counter

import pytest

from workshops.live.priority import chosen, lot, weight


def test_the_weight_is_the_published_formula() -> None:
    """By hand: A=3, P=1, S=6, E=0.5: importance (1 - 2/8) * 1.5 * 4/8 = 0.5625; factor 1 + 8 * 2^-1.2."""
    assert weight(3, 1, 6, 0.5) == pytest.approx((0.5625 * (1 + 8 * 2**-1.2)) ** 2)
    assert weight(0, 0, 0) == pytest.approx((0.25 * 9) ** 2)


def test_new_statements_and_agreed_ones_come_sooner_and_passed_ones_later() -> None:
    assert weight(0, 0, 0) > weight(10, 0, 20)
    assert weight(15, 0, 20) > weight(5, 0, 20)
    assert weight(5, 0, 20) > weight(5, 10, 20)
    assert weight(5, 0, 20, 2.0) > weight(5, 0, 20, 0.0)


def test_a_statement_is_drawn_in_proportion_to_its_weight() -> None:
    """4,000 participants, weights 1 : 3: a quarter and three quarters, within four standard deviations (0.027)."""
    drawn = Counter(chosen(f"phone {n}", [1, 2], {1: 1.0, 2: 3.0}) for n in range(4000))
    assert abs(drawn[1] / 4000 - 0.25) < 0.028


def test_the_same_participant_is_shown_the_same_statement_again() -> None:
    weights = {1: 2.0, 2: 2.1, 3: 1.9}
    assert {chosen("phone", order, weights) for order in ([1, 2, 3], [3, 2, 1], [2, 3, 1])} == {
        chosen("phone", [1, 2, 3], weights)
    }
    assert 0 < lot("phone", 1) < 1
    assert lot("phone", 1) != lot("phone", 2) != lot("other", 2)


def test_of_nothing_nothing_is_chosen() -> None:
    assert chosen("phone", [], {}) is None
