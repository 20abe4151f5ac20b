"""Pages by key: the next page begins after the last row seen, however many rows came before it.

A page costs one query that walks the index of its ordering; no count, no offset. Cursors are signed, so that nobody
can ask with values of their own; a cursor that is broken, foreign or of another list gives the first page.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    """The rows of one page, the cursor of the next one where there is one, and whether it is not the first."""

    items: list[M]
    next_cursor: str | None
    is_later: bool

    def __iter__(self) -> Iterator[M]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def row(*expressions: F | Value) -> Func:
    """(a, b): several values as one, which PostgreSQL compares from left to right."""
    return Func(
        *expressions, template="(%(expressions)s)", output_field=BooleanField()
    )  # the type is never asked


def row_beyond(columns: Func, values: Func, *, smaller: bool) -> Q:
    """(a, b) < (x, y): read off an index on (a, b), which PostgreSQL does not do with the same said by OR."""
    joiner = " < " if smaller else " > "
    return Q(
        Func(columns, values, template="%(expressions)s", arg_joiner=joiner, output_field=BooleanField())
    )


def keyset(
    queryset: QuerySet[M],
    *,
    order: Sequence[str],
    cursor: str | None = None,
    size: int = 20,
    test: Q | None = None,
    among: int = 0,
    found_first: bool = False,
) -> Page[M]:
    """One page of `queryset`, ordered by `order` ("-created_at", "-id"), beginning after `cursor`.

    With ``test`` only the next ``among`` rows are looked through for those that pass it: a page without a ``next_cursor``
    then says only that there was not a whole page among them. ``found_first`` settles which rows the page has before
    anything is joined to them: where thousands match and are sorted, only these few are then read with all they show.
    The fields must not be null and the last one must be unique: raises ValueError otherwise. One query.
    """
    names, falling = [one.lstrip("-") for one in order], [one.startswith("-") for one in order]
    _require_unique(queryset, names[-1])
    salt = f"civic.paging:{queryset.model._meta.label_lower}:{','.join(order)}"
    values = _read(cursor, salt, len(names))
    if values is not None:
        queryset = queryset.filter(_beyond(names, falling, values))
    if test is not None:
        queryset = queryset.filter(test, _within(queryset.order_by(*order).values("pk")[:among]))
    if found_first:
        queryset = queryset.filter(_within(queryset.order_by(*order).values("pk")[: size + 1]))
    rows = list(queryset.order_by(*order)[: size + 1])
    items = rows[:size]
    more = len(rows) > size
    return Page(items, _write(items[-1], names, salt) if more else None, values is not None)


def _within(keys: QuerySet[Any, Any]) -> Func:
    """The rows with these keys. As an array, which is found before anything else: a subquery would be one more join, and
    beyond a few PostgreSQL keeps joins in the order in which they are written (docs/decisions/0215)."""
    return Func(
        F("pk"), ArraySubquery(keys), template="(%(expressions)s))", arg_joiner=" = ANY(", output_field=BooleanField()
    )  # fmt: skip


def _require_unique(queryset: QuerySet[M], name: str) -> None:
    try:
        field = queryset.model._meta.pk if name == "pk" else queryset.model._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise ValueError(
            f"the last field of the ordering must be one of the model's, not {name!r}"
        ) from error
    if not getattr(field, "unique", False):
        raise ValueError(f"the last field of the ordering must be unique, {name!r} is not")


def _beyond(names: list[str], falling: list[bool], values: list[Any]) -> Q:
    if len(set(falling)) == 1:
        return row_beyond(row(*map(F, names)), row(*map(Value, values)), smaller=falling[0])
    beyond, equal = Q(), Q()
    for name, down, value in zip(names, falling, values, strict=True):
        beyond |= equal & Q(**{f"{name}__{'lt' if down else 'gt'}": value})
        equal &= Q(**{name: value})
    # Said once more for the first field alone, so that its index narrows the rows.
    return Q(**{f"{names[0]}__{'lte' if falling[0] else 'gte'}": values[0]}) & beyond


_TAGS: dict[type, str] = {dt.datetime: "t", dt.date: "d", Decimal: "n", uuid.UUID: "u"}
_READERS: dict[str, Callable[[str], Any]] = {
    "t": dt.datetime.fromisoformat,
    "d": dt.date.fromisoformat,
    "n": Decimal,
    "u": uuid.UUID,
}


def _write(row: Any, names: list[str], salt: str) -> str:
    values = []
    for name in names:
        value = row
        for part in name.split("__"):
            value = getattr(value, part)
        tag = _TAGS.get(type(value))
        text = value.isoformat() if isinstance(value, dt.date) else str(value)
        values.append([tag, text] if tag else value)
    return signing.dumps(values, salt=salt)


def _read(cursor: str | None, salt: str, length: int) -> list[Any] | None:
    if not cursor:
        return None
    try:
        values = signing.loads(cursor, salt=salt)
        read = [_READERS[one[0]](one[1]) if isinstance(one, list) else one for one in values]
    except (signing.BadSignature, ValueError, TypeError, KeyError, ArithmeticError):
        return None
    return read if len(read) == length else None
