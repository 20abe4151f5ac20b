"""Sums in words."""

import pytest

from civic.common.money import won

TABLE = [
    (0, "0원", "₩0"),
    (500, "500원", "₩500"),
    (9_500, "9,500원", "₩9,500"),
    (10_000, "1만 원", "₩10,000"),
    (12_345, "1만 2,345원", "₩12,345"),
    (9_500_000, "950만 원", "₩9.5 million"),
    (76_400_000, "7,640만 원", "₩76.4 million"),
    (100_000_000, "1억 원", "₩100 million"),
    (1_250_000_000, "12억 5,000만 원", "₩1.25 billion"),
    (46_280_000_000, "462억 8,000만 원", "₩46.28 billion"),
    (1_000_000_000_000, "1조 원", "₩1 trillion"),
    (1_234_500_000_000, "1조 2,345억 원", "₩1,234,500,000,000"),
    (12_000_000_000_000_000, "12,000조 원", "₩12,000 trillion"),
    (1_000_000_001, "10억 1원", "₩1,000,000,001"),
    (-30_000, "-3만 원", "-₩30,000"),
]


@pytest.mark.parametrize(("amount", "korean", "english"), TABLE)
def test_a_sum_is_said_as_people_say_it(amount: int, korean: str, english: str) -> None:
    assert won(amount, "ko") == korean
    assert won(amount, "en") == english


@pytest.mark.parametrize("amount", [1_234_567, 999_999_999, 10**12 + 1, 123_456_789_012])
def test_english_never_rounds(amount: int) -> None:
    assert won(amount, "en") == f"₩{amount:,}"
