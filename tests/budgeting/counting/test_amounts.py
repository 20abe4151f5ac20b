"""Amounts: exact in, exact out, readable."""

from decimal import Decimal
from fractions import Fraction

import pytest

from budgeting.counting.amounts import decimal, decimal_text, decimals_of, money, plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6112868", "6112868"),
        ("1404775.68", "1404775.68"),
        ("1404775,68", "1404775.68"),
        (" 1 404 775 ", "1404775"),
    ],
)
def test_reads_numbers_as_files_write_them(text: str, value: str) -> None:
    assert decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "1,404,775", "1.404,68", "12 zł", "1e9", "nan", "--1", "٣", "1" * 40])
def test_refuses_what_could_be_read_two_ways(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        decimal(text)


def test_counts_the_decimals_that_matter() -> None:
    assert [decimals_of(Decimal(text)) for text in ("10", "2.50", "0.05", "100.00")] == [0, 1, 2, 0]


def test_gives_exact_json_numbers() -> None:
    assert plain(140477568, 100) == 1404775.68
    assert plain(140477500, 100) == 1404775
    assert plain(Fraction(1, 3), 1) == "1/3"
    assert decimal_text(Fraction(-5, 4)) == "-1.25"


@pytest.mark.parametrize(
    ("won", "korean", "english"),
    [
        (0, "0원", "₩0"),
        (1_250_000_000, "12억 5,000만 원", "₩1,250,000,000"),
        (80_000_000, "8,000만 원", "₩80,000,000"),
        (12_345, "1만 2,345원", "₩12,345"),
        (-500, "-500원", "-₩500"),
        (3_000_000_000_000, "3조 원", "₩3,000,000,000,000"),
    ],
)
def test_writes_won(won: int, korean: str, english: str) -> None:
    assert money(won, "ko") == korean
    assert money(won, "en") == english


def test_writes_other_currencies_with_their_code() -> None:
    assert money(140477568, "en", unit=100, currency="PLN") == "1,404,775.68 PLN"
