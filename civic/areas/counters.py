"""What there is where: apps above register a number for each area; maps and lists of areas show it.

An app writes one file ``places.py``, found by itself at start:

    @area_counter("proposals.open", label=_("open proposals"), page="proposals:index")
    def open_proposals(viewer) -> Counts: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from civic.common.registry import Registry


@dataclass(frozen=True)
class Counts:
    """Official code → number, and when it was counted; None: not yet."""

    numbers: dict[str, int]
    at: datetime | None


Count = Callable[[Any], Counts]


@dataclass(frozen=True)
class Counter:
    """``count`` gives the numbers for a viewer, in a query or two; ``page`` is the list that takes ``?area=``."""

    label: str | Promise
    page: str
    count: Count

    def href(self, code: str) -> str:
        """The list of what was counted, for one area."""
        return f"{reverse(self.page)}?area={code}"


registry: Registry[Counter] = Registry("area counter")


def area_counter(name: str, *, label: str | Promise, page: str) -> Callable[[Count], Counter]:
    """Register a counter; decorates the function that counts."""

    def register(count: Count) -> Counter:
        return registry.add(name, Counter(label, page, count))

    return register
