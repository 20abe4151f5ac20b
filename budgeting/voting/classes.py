"""Classes of voters in one vote: where each counts apart, and where its ballots are citizens' ballots.

A *cell* is a class in a district, where ballots differ by district, else a class in the whole city (area ""). It counts
apart from the least number of the rules on, of members before the vote and of ballots after it. Plain values.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from budgeting.cycles.models import RuleSet

CITIZENS = RuleSet.VoterClass.CITIZENS.value


@dataclass(frozen=True)
class Cell:
    """A class that counts apart in an area: how many members it has there."""

    name: str
    area: str
    members: int


@dataclass(frozen=True)
class Classes:
    """What is fixed with the roll. ``names``: the classes that the rules weigh beside the citizens, the heaviest first."""

    names: tuple[str, ...] = ()
    minimum: int = 10
    by_area: bool = False
    cells: tuple[Cell, ...] = ()

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Classes":
        """From ``VotingGroup.classes``."""
        if not stored:
            return cls()
        cells = tuple(Cell(one["class"], one["area"], one["members"]) for one in stored["cells"])
        return cls(tuple(stored["names"]), stored["minimum"], stored["by_area"], cells)

    def as_json(self) -> dict[str, Any]:
        """What is stored and published; cells below the least number are not named."""
        cells = [{"class": one.name, "area": one.area, "members": one.members} for one in self.cells]
        return {"names": list(self.names), "minimum": self.minimum, "by_area": self.by_area, "cells": cells}

    @property
    def told_apart(self) -> bool:
        """Whether any class counts apart anywhere: only then do ballots carry a seal of their class."""
        return bool(self.cells)

    def is_apart(self, name: str, area: str) -> bool:
        return any(one.name == name and one.area == area for one in self.cells)

    def in_area(self, area: str) -> list[Cell]:
        return [one for one in self.cells if one.area == area]

    def opened(self, cast: Mapping[str, Counter[str]]) -> set[str]:
        """The areas whose ballots' classes are opened, from the sealed ballots by area and class.

        Where one class, the citizens too, has fewer ballots than the least number, none is opened there: all count as
        citizens', and nobody can tell the few from the many.
        """
        return {
            area
            for area in {one.area for one in self.cells}
            if all(
                cast.get(area, Counter())[name] >= self.minimum
                for name in (CITIZENS, *(one.name for one in self.in_area(area)))
            )
        }


def cells_of(members: Iterable[tuple[str, str]], minimum: int) -> tuple[Cell, ...]:
    """The cells that are large enough, from (class, area) of every member, sorted by area and class."""
    sizes = Counter(members)
    large = ((area, name, size) for (name, area), size in sizes.items() if size >= minimum)
    return tuple(Cell(name, area, size) for area, name, size in sorted(large))
