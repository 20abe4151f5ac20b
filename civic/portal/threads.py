"""The golden thread: the whole life of one idea, gathered from every app by the reference number of its proposal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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


STAGE_NAMES: dict[str, str | Promise] = {
    "opinion": _("an opinion is spoken"),
    "proposal": _("a proposal is written"),
    "supports": _("neighbours support it"),
    "answer": _("the department answers"),
    "project": _("a project with a cost"),
    "committee": _("the committee scores"),
    "ballot": _("citizens vote"),
    "count": _("the count"),
    "money": _("the money"),
    "milestones": _("milestones"),
    "evaluation": _("evaluation"),
}
STAGES = tuple(STAGE_NAMES)
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
