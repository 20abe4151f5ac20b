"""Registries: how a lower app shows things of an upper one without importing it."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Generic, TypeVar

T = TypeVar("T")


class AlreadyRegistered(Exception):
    """Two things claim one name."""


class Registry(Generic[T]):
    """Named things of one sort, kept in the order in which they were added."""

    def __init__(self, sort: str) -> None:
        self.sort = sort
        self._things: dict[str, T] = {}

    def add(self, name: str, thing: T) -> T:
        """Add ``thing`` under ``name`` and give it back; raises AlreadyRegistered when the name is taken."""
        if name in self._things:
            raise AlreadyRegistered(f"{self.sort} {name!r} is registered twice")
        self._things[name] = thing
        return thing

    def __getitem__(self, name: str) -> T:
        try:
            return self._things[name]
        except KeyError:
            raise KeyError(
                f"no {self.sort} named {name!r}; known: {', '.join(sorted(self._things))}"
            ) from None

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def __len__(self) -> int:
        return len(self._things)

    def names(self) -> list[str]:
        return list(self._things)


def import_all(package: str) -> None:
    """Import every module of ``package`` so that adding a file is enough to register what it holds.

    A package that does not exist is no error: an app that has no notices needs no empty folder.
    """
    try:
        found = import_module(package)
    except ModuleNotFoundError as error:
        if error.name is not None and package.startswith(error.name):
            return
        raise
    for module in iter_modules(
        getattr(found, "__path__", [])
    ):  # a single module has no path and is imported already
        import_module(f"{package}.{module.name}")
