"""What may be set on a count. Options are data: they are printed with every result and stored beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Final

from budgeting.counting.amounts import decimal_text
from budgeting.counting.errors import OptionError
from budgeting.counting.ties import CRITERIA, DEFAULT_TIES

UTILITIES: Final = ("cost", "cardinality", "points", "borda")
COMPLETIONS: Final = ("none", "utilitarian", "add1", "add1u")


@dataclass(frozen=True, slots=True)
class Options:
    """Options of a count; a rule reads those named in its entry of ``RULES`` and refuses the others.

    ``threshold``: least score a project needs. ``ties``: the tie list, first entry first. ``utility``: what a voter
    gains from a project (equal shares). ``completion``: what is done with the money left. ``integral``: start at a
    whole amount for each voter. ``step``: by how much of the currency add1 raises it (1 by definition; a city that
    counts in won may say 1,000 beforehand). ``exhaustive``: add1 stops when nothing more fits (otherwise only when the budget
    would be exceeded). ``committee_weight``: how much the committee's score (out of 100) weighs beside the voter classes
    (class-weighted), in the same measure as their weights. ``comparison``: the greedy outcome stands where more voters
    are better off with it (equal shares).
    """

    threshold: Fraction | None = None
    ties: tuple[str, ...] = DEFAULT_TIES
    utility: str = "cost"
    completion: str = "none"
    integral: bool = False
    exhaustive: bool = True
    step: int = 1
    committee_weight: Fraction = Fraction(0)
    comparison: bool = False

    def __post_init__(self) -> None:
        _one_of("utility", self.utility, UTILITIES)
        _one_of("completion", self.completion, COMPLETIONS)
        if not 0 <= self.committee_weight <= 100:
            raise OptionError("a committee weight that is not between 0 and 100")
        if self.step < 1:
            raise OptionError("a step below 1")
        for criterion in self.ties:
            _one_of("tie criterion", criterion, tuple(CRITERIA))
        if len(set(self.ties)) < len(self.ties):
            raise OptionError("the tie list names a criterion twice")

    @classmethod
    def of(cls, given: "Options | Mapping[str, object] | None") -> "Options":
        """Options from a mapping of names to values. Raises OptionError for a name or value that is not known."""
        if isinstance(given, Options):
            return given
        values = dict(given or {})
        known = {one.name for one in fields(cls)}
        for name in values:
            if name not in known:
                raise OptionError(f"option {name!r} is not one of {', '.join(sorted(known))}")
        if isinstance(values.get("ties"), (list, tuple)):
            values["ties"] = tuple(str(entry) for entry in values["ties"])  # type: ignore[attr-defined]
        if values.get("threshold") is not None:
            values["threshold"] = _fraction("threshold", values["threshold"])
        if "committee_weight" in values:
            values["committee_weight"] = _fraction("committee weight", values["committee_weight"])
        return cls(**values)  # type: ignore[arg-type]  # names were checked; values are checked in __post_init__

    def with_(self, **changes: object) -> "Options":
        """The same options with some changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def as_json(self, names: tuple[str, ...]) -> dict[str, object]:
        """The options that a rule reads, by name; the tie list always, ``comparison`` where it was asked for."""
        values: dict[str, object] = {}
        for name in names:
            value = getattr(self, name)
            if name == "comparison" and not value:
                continue
            values[name] = decimal_text(value) if isinstance(value, Fraction) else value
        values["ties"] = list(self.ties)
        return values


def _one_of(what: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise OptionError(f"{what} {value!r} is not one of {', '.join(known)}")


def _fraction(what: str, value: object) -> Fraction:
    try:
        return Fraction(value) if isinstance(value, int | Fraction) else Fraction(str(value))
    except (ValueError, ZeroDivisionError) as fault:
        raise OptionError(f"{what} {value!r} is not a number") from fault
