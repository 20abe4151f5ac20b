"""Sums of money in words. Won are whole numbers; nothing here rounds, so a sum shown is the sum meant."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

KOREAN_UNITS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
ENGLISH_UNITS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


@dataclass(frozen=True)
class Currency:
    """An ISO 4217 code, and how many of the stored whole units make one of it: 1, or 100 where sums have cents."""

    code: str = "KRW"
    unit: int = 1


WON = Currency()


def amount_text(amount: int, currency: Currency = WON, language: str | None = None) -> str:
    """A stored amount in its currency: won as people say them, others "6,112,868 PLN", "1,404,775.68 EUR".

    The code stands behind the number in both languages, as in the words of a count.
    """
    if currency.code == WON.code:
        return won(amount, language)
    value = Decimal(amount) / currency.unit
    return f"{value:,.0f} {currency.code}" if value == int(value) else f"{value:,.2f} {currency.code}"


def won(amount: int, language: str | None = None) -> str:
    """The amount (won) as people say it: "12억 5,000만 원", "9,500원"; in English "₩1.25 billion", "₩9,500".

    Takes the active language unless told one. The minus of a negative amount stands in front.
    """
    sign = "-" if amount < 0 else ""
    say = _korean if (language or get_language() or "ko").startswith("ko") else _english
    return sign + say(abs(amount))


def _korean(amount: int) -> str:
    """By units of four digits, as Korean counts; the last group is joined to 원, a unit is not."""
    groups = []
    for size, unit in KOREAN_UNITS:
        count, amount = divmod(amount, size)
        if count:
            groups.append(f"{count:,}{unit}")
    if amount or not groups:
        return " ".join([*groups, f"{amount:,}원"])
    return " ".join([*groups, "원"])


def _english(amount: int) -> str:
    """With a unit word where three decimals say the sum exactly, else with every digit."""
    for size, unit in ENGLISH_UNITS:
        if amount >= size:
            if amount % (size // 1000):
                break
            whole, rest = divmod(amount // (size // 1000), 1000)
            decimals = f".{rest:03d}".rstrip("0") if rest else ""
            return f"₩{whole:,}{decimals} {unit}"
    return f"₩{amount:,}"
