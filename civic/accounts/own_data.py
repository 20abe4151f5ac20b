"""What is stored about a person, for that person (PIPA art. 35): each app names its rows, and the file holds them all.

An app writes one file ``own_rows.py``, found by itself at start:

    own("proposals.Support", "user", _("Proposals that you support"), "proposal__number", "at")

Named are the model, the field that says whose row it is, what the rows are, and the columns that go into the file. Secrets
(hashes, keys of sign-ins) and what others wrote are no columns. A test holds that every field of every model that points
to a person is named here, or in the list of those that say only who acted in an office.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.timezone import localtime

from civic.accounts.models import User
from civic.common.registry import Registry

PLAIN = (str, int, float, bool, list, dict, date, Decimal, UUID)


@dataclass(frozen=True)
class Own:
    """Rows of one sort that belong to a person."""

    model: str
    by: str
    label: str | Promise
    columns: tuple[str, ...]

    def held(self, person: User) -> QuerySet[Any]:
        """The person's rows."""
        found: QuerySet[Any] = apps.get_model(self.model)._default_manager.filter(**{self.by: person.pk})
        return found

    def rows(self, person: User) -> Iterator[dict[str, Any]]:
        """The person's rows as plain values, in the order in which they came."""
        yield from self.held(person).order_by("pk").values(*self.columns).iterator(chunk_size=500)


registry: Registry[Own] = Registry("own data")


def own(model: str, by: str, label: str | Promise, *columns: str) -> Own:
    """Register rows; see the head of this file."""
    return registry.add(f"{model}.{by}", Own(model, by, label, columns))


def own_file(person: User, *, at: datetime) -> dict[str, Any]:
    """The file: what each sort of rows is in the reader's language, and the rows under the names of their columns."""
    parts = [
        {
            "what": str(sort.label),
            "model": sort.model,
            "rows": [{k: _plain(v) for k, v in row.items()} for row in rows],
        }
        for sort, rows in everything(person)
    ]
    return {"made_at": localtime(at), "parts": parts}


def _plain(value: Any) -> Any:
    """What JSON has no word for, in words: a span of time of a booking."""
    return value if value is None or isinstance(value, PLAIN) else str(value)


def sorts_of(person: User) -> list[Own]:
    """Every sort of rows of which the person has some, without reading them."""
    return [sort for sort in registry if sort.held(person).exists()]


def everything(person: User) -> Iterator[tuple[Own, list[dict[str, Any]]]]:
    """Every sort of rows of which the person has some."""
    for sort in registry:
        rows = list(sort.rows(person))
        if rows:
            yield sort, rows
