"""What waits for a department: apps above register each sort, and a department that ends hands it to its successor.

An app writes one file ``duties.py``, found by itself at start:

    @duty("proposals.proposals", label=_("proposals"), fields=["proposals.Proposal.department"], held=...)
    def hand_over(proposal, handover) -> None: ...

``held`` gives what is open with some departments. ``hand_over`` gives one row of it to the successor, in a transaction
that holds the row, writes the record, and tells the citizens concerned; the officers are told once for everything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from civic.accounts.actors import System
from civic.areas.models import Department
from civic.common.registry import Registry

ACTOR = System("departments.hand_over")


@dataclass(frozen=True)
class Handover:
    """From a department that has ended to the one that acts for it now."""

    before: Department
    now: Department
    at: datetime

    @property
    def said(self) -> dict[str, str]:
        """Both names, as a notice carries them."""
        return {
            "before": self.before.name, "before_en": self.before.name_en,
            "department": self.now.name, "department_en": self.now.name_en,
        }  # fmt: skip

    @property
    def once(self) -> str:
        """Tells this handing over from any other of the same thing."""
        return f"{self.before.pk}:{self.now.pk}"


Held = Callable[[Iterable[int]], QuerySet[Any]]
HandOver = Callable[[Any, Handover], None]


@dataclass(frozen=True)
class Duty:
    """A sort of things that wait for departments. ``fields`` are the columns ("app.Model.field") that it keeps right."""

    label: str | Promise
    fields: Sequence[str]
    held: Held
    hand_over: HandOver


registry: Registry[Duty] = Registry("duty of departments")


def duty(
    name: str, *, label: str | Promise, fields: Sequence[str], held: Held
) -> Callable[[HandOver], HandOver]:
    """Register a duty; decorates the function that hands one row over."""

    def register(hand_over: HandOver) -> HandOver:
        registry.add(name, Duty(label, fields, held, hand_over))
        return hand_over

    return register
