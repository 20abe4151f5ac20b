"""Who judges a call: rooms above register juries here, because what they score with is theirs.

    @jury("committee")
    class Committees: ...        # choices(), about(name), scores(call, name)

A call keeps the jury as "committee:its-slug": the name under which the room registered, and the room's own name for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from civic.common.registry import Registry
from proposals.models import Call, Proposal


@dataclass(frozen=True)
class About:
    """A jury as the page of a call shows it: its page, its criteria (name, weight of 100), and until when it works."""

    name: str
    href: str
    criteria: list[tuple[str, int]]
    until: datetime | None = None


@dataclass(frozen=True)
class Score:
    """What a jury made of one proposal: points of 100 by so many raters, and where that can be read."""

    points: Decimal
    raters: int
    href: str
    reason: str = ""


class Jury(Protocol):
    """What a room must answer about its juries."""

    def choices(self) -> list[tuple[str, str]]:
        """The juries that a call may name: (own name, what it is called)."""

    def about(self, name: str) -> About | None:
        """One jury; None when there is none of that name."""

    def scores(self, call: Call, name: str) -> dict[int, Score]:
        """Proposal → its score, of those whose scoring is closed."""

    def takes(self, name: str, cycle: str) -> bool:
        """Does this jury judge the projects of the cycle with this slug?"""


registry: Registry[Jury] = Registry("jury")


def jury(name: str) -> Callable[[type[Any]], type[Any]]:
    """Register a room's juries; decorates a class of `Jury`."""

    def register(made: type[Any]) -> type[Any]:
        registry.add(name, made())
        return made

    return register


def _found(key: str) -> tuple[Jury, str] | None:
    room, _colon, name = key.partition(":")
    return (registry[room], name) if name and room in registry else None


def choices() -> list[tuple[str, str]]:
    """Every jury that a call may name."""
    return [
        (f"{room}:{name}", label) for room in registry.names() for name, label in registry[room].choices()
    ]


def about(key: str) -> About | None:
    """The jury of a call; None where it has none."""
    found = _found(key)
    return found[0].about(found[1]) if found else None


def scores(call: Call, key: str) -> dict[int, Score]:
    """Proposal → the jury's score."""
    found = _found(key)
    return found[0].scores(call, found[1]) if found else {}


def judged_in(proposal: Proposal, cycle: str | None = None) -> bool:
    """Is the proposal of a call whose jury judges the projects of this cycle (of any, without one)?"""
    terms = getattr(proposal.call, "terms", None)
    found = _found(terms.jury) if terms is not None and terms.published_at is not None else None
    return found is not None and (cycle is None or found[0].takes(found[1], cycle))
