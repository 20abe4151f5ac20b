"""Exact amounts: decimal text to integers and back, and money in words.

Every amount of an election is an integer number of *units*: ``unit`` is 1 for won, 100 where a file has amounts with
two decimals. Nothing is rounded on the way in.
"""

import re
from decimal import Decimal
from fractions import Fraction

_NUMBER = re.compile(r"[+-]?[0-9]{1,24}(?:[.,][0-9]{1,40})?\Z")
#: ``50,000`` is fifty to some and fifty thousand to others. No amount of money has three decimals.
_TWO_WAYS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}\Z")
MOST_DECIMALS = 20
_KOREAN_PLACES = ((10**12, "조"), (10**8, "억"), (10**4, "만"))

WON = "KRW"


def decimal(text: str) -> Decimal:
    """Read ``1404775.68``, ``1404775,68`` or ``1 404 775``; spaces separate thousands, one comma or dot decimals.

    Raises ValueError for anything else, also for two commas, or one before three digits (``50,000``): whether they
    separate thousands cannot be known; for ``1.5E+06``, which a spreadsheet may have rounded; and for more than 20
    decimals.
    """
    cleaned = "".join(text.split())
    if _TWO_WAYS.match(cleaned):
        raise ValueError(f"{text!r} can be read two ways: does the comma separate thousands or decimals?")
    if not _NUMBER.match(cleaned):
        raise ValueError(f"{text!r} is not a number")
    found = Decimal(cleaned.replace(",", "."))
    if decimals_of(found) > MOST_DECIMALS:
        raise ValueError(f"{text!r} has more than {MOST_DECIMALS} decimals")
    return found


def scaled(number: Decimal, unit: int) -> int:
    """A number in parts of 1/``unit``, exactly (a product of decimals would be rounded to 28 digits)."""
    return int(Fraction(number) * unit)


def is_whole(text: str) -> bool:
    """Whether text is a whole number in plain digits."""
    return text.isascii() and text.isdecimal()


def decimals_of(number: Decimal) -> int:
    """How many decimal places a number needs (``2.50`` needs one)."""
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or not number:
        return 0
    zeros = next(count for count, digit in enumerate(reversed(digits)) if digit)
    return max(0, -exponent - zeros)


def plain(amount: int | Fraction, unit: int) -> int | float | str:
    """An amount in units as a JSON number that says exactly that amount, or as text where a float could not."""
    value = Fraction(amount, unit)
    if value.denominator == 1:
        return value.numerator
    text = decimal_text(value)
    return float(text) if len(text) <= 16 and "/" not in text else text


def decimal_text(value: Fraction) -> str:
    """A fraction as decimal text where it has one, otherwise as ``numerator/denominator``."""
    if value.denominator == 1:
        return str(value.numerator)
    for places in range(1, MOST_DECIMALS + 1):
        scaled = value * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"
    return f"{value.numerator}/{value.denominator}"


def money(amount: int | Fraction, language: str, *, unit: int = 1, currency: str = WON) -> str:
    """Money for a reader: ``12억 5,000만 원`` or ``₩1,250,000,000``; another currency as ``6,112,868 PLN``.

    Fractions of the smallest unit are rounded half up, for reading only.
    """
    value = Fraction(amount, unit)
    if currency != WON:
        return f"{_grouped(value, 2 if value.denominator != 1 else 0)} {currency}".rstrip()
    won = int(value + Fraction(1, 2)) if value >= 0 else -int(-value + Fraction(1, 2))
    return _korean_won(won) if language == "ko" else f"{'-' if won < 0 else ''}₩{abs(won):,}"


def _grouped(value: Fraction, places: int) -> str:
    scaled = int(abs(value) * 10**places + Fraction(1, 2))
    sign = "-" if value < 0 else ""
    if not places:
        return f"{sign}{scaled:,}"
    return f"{sign}{scaled // 10**places:,}.{scaled % 10**places:0{places}d}"


def _korean_won(won: int) -> str:
    left, parts = abs(won), []
    for size, name in _KOREAN_PLACES:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count:,}{name}")
    sign = "-" if won < 0 else ""
    if left or not parts:
        return sign + " ".join([*parts, f"{left:,}원"])
    return sign + " ".join([*parts, "원"])
