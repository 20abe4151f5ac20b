"""The golden thread: the whole life of one idea, gathered from every app by the reference number of its proposal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from civic.common.registry import Registry


@dataclass(frozen=True)
class Knot:
    """One event on the thread. ``stage`` is one of STAGES; ``at`` is when it happened, or is due when ``done`` is False."""

    stage: str
    at: datetime | None
    title: str | Promise
    text: str = ""
    url: str = ""
    done: bool = True
    facts: dict[str, Any] = field(default_factory=dict)


STAGES = ("opinion", "proposal", "supports", "answer", "project", "committee", "ballot", "count", "money", "milestones", "evaluation")
Collector = Callable[[str, Any], Iterable[Knot]]
registry: Registry[Collector] = Registry("thread part")


def thread_part(name: str) -> Callable[[Collector], Collector]:
    """Register a collector: takes a proposal's number and the viewer, gives the knots that this app knows of."""

    def register(collector: Collector) -> Collector:
        return registry.add(name, collector)

    return register


def thread(number: str, viewer: Any) -> list[Knot]:
    """Every knot of the idea with this proposal number, in the order of the stages and then of time."""
    knots = [knot for collector in registry for knot in collector(number, viewer)]
    return sorted(knots, key=lambda knot: (STAGES.index(knot.stage), knot.at is None, knot.at))
