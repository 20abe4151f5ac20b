"""The outcome of a count: winners in the order of selection, the trace, the ties, and what was counted."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from budgeting.counting.amounts import plain
from budgeting.counting.ties import TieUse
from budgeting.counting.trace import Step
from budgeting.counting.version import VERSION


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule gave. ``budget`` and ``cost`` are in units of the profile (won)."""

    rule: str
    options: dict[str, object]
    budget: int
    winners: list[str]
    cost: int
    steps: list[Step]
    ties: list[TieUse]
    profile_sha256: str
    voters: int
    unit: int = 1
    notes: dict[str, object] = field(default_factory=dict)
    version: str = VERSION

    def as_json(self, *, steps: bool = True) -> dict[str, object]:
        """The outcome as plain data, amounts in the currency of the election."""
        values: dict[str, object] = {
            "rule": self.rule,
            "options": self.options,
            "budget": plain(self.budget, self.unit),
            "cost": plain(self.cost, self.unit),
            "winners": list(self.winners),
            "profile_sha256": self.profile_sha256,
            "ties": [tie.as_json() for tie in self.ties],
            "voters": self.voters,
            "version": self.version,
        }
        if self.notes:
            values["notes"] = self.notes
        if steps:
            values["steps"] = [step.as_json(self.unit) for step in self.steps]
        return values


@dataclass(frozen=True, slots=True)
class Selection:
    """What a rule hands back before it is dressed as an :class:`Outcome`."""

    winners: Sequence[int]
    steps: Sequence[Step]
    ties: Sequence[TieUse] = ()
    notes: dict[str, object] = field(default_factory=dict)
