"""The registry of open datasets. One dataset is one file in an app's ``datasets/``."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from civic.common.registry import Registry


@dataclass(frozen=True)
class Column:
    """A column with its meaning; ``type`` is an XSD name: string, integer, decimal, date, dateTime, boolean, anyURI."""

    name: str
    type: str
    help: str | Promise


@dataclass(frozen=True)
class Dataset:
    """``rows`` streams dictionaries keyed by column name, never loading a table; personal data never enters."""

    name: str
    title: str | Promise
    description: str | Promise
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[dict[str, Any]]]


registry: Registry[Dataset] = Registry("dataset")


def dataset(
    name: str, *, title: str | Promise, description: str | Promise, columns: list[Column]
) -> Callable[[Callable[[], Iterator[dict[str, Any]]]], Dataset]:
    """Register a dataset under its address part ``name``; decorates the generator of its rows."""

    def register(rows: Callable[[], Iterator[dict[str, Any]]]) -> Dataset:
        return registry.add(name, Dataset(name, title, description, tuple(columns), rows))

    return register
