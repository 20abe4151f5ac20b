"""One value in a file: as text for CSV, as itself for JSON Lines."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime

from civic.opendata.catalogue import Column

# A spreadsheet runs a cell that begins with one of these, in its full-width forms too (OWASP, CSV injection).
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


class Number(str):
    """A decimal as text: JSON would make it inexact, and a spreadsheet may take it as what it is."""

    __slots__ = ()


def row_of(columns: Sequence[Column], values: Mapping[str, Any]) -> dict[str, Any]:
    """The row with exactly the declared columns, in their order. Raises KeyError for a column that has no value."""
    extra = set(values) - {column.name for column in columns}
    if extra:
        raise KeyError(f"columns without a description: {', '.join(sorted(extra))}")
    return {column.name: plain(values[column.name]) for column in columns}


def plain(value: Any) -> Any:
    """What JSON can hold: times as ISO 8601 in the city's time zone, decimals as text, lists as they are."""
    if isinstance(value, datetime):
        return localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return Number(value)
    if value is None or isinstance(value, (bool, int, float, list)):
        return value
    return str(value)


def cell(value: Any) -> str:
    """The text of a CSV cell. Text that a spreadsheet would run as a formula gets an apostrophe; numbers do not."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Number)):
        return str(value)
    text = " | ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
