"""Sums as officers type and read them: 150,000,000, 1억 5,000만, 37.5억."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SUM_HELP = _("A whole sum in the cycle's currency, for example 150,000,000.")
UNITS = {"조": 10**12, "억": 10**8, "만": 10**4, "": 1}
WITHIN = {"천": 1000, "백": 100, "십": 10, "": 1}
PART = re.compile(r"(\d+(?:\.\d+)?)([천백십]?)([조억만]?)")


def read_sum(text: str) -> str:
    """A sum with 조, 억, 만 in figures; what is no such sum is given back for the field to refuse.

    Each unit is smaller than the one before it, so that "5만 3억" is a mistake and not a sum.
    """
    plain = re.sub(r"[,\s원₩]", "", text)
    sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
    if not digits or not set(digits) & {*"조억만천백십"}:
        return plain
    whole, at, last = Decimal(0), 0, 10**16
    while at < len(digits):
        part = PART.match(digits, at)
        if part is None:
            return plain
        number, within, unit = part.groups()
        size = WITHIN[within] * UNITS[unit]
        if size >= last:
            return plain
        whole, at, last = whole + Decimal(number) * size, part.end(), size
    return f"{sign}{whole:f}" if whole != whole.to_integral_value() else f"{sign}{int(whole)}"


MOST = 10**15
"""More money (stored units) than any project costs: a number with digits too many."""


class WonField(forms.IntegerField):
    """A sum; commas, spaces, 원 and the units 조, 억 and 만 are taken as people type them, and it is shown with commas."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", SUM_HELP)
        kwargs.setdefault("min_value", 1)
        kwargs.setdefault("max_value", MOST)
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(read_sum(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if isinstance(value, int) else value
