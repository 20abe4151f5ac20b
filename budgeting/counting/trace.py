"""The trace: one step for each project, in data. What a step says in words is in ``explain.py``."""

from dataclasses import dataclass, fields
from enum import StrEnum
from fractions import Fraction

from budgeting.counting.amounts import decimal_text, plain
from budgeting.counting.scores import ClassShare


class Verdict(StrEnum):
    """What became of a project, and why."""

    SELECTED = "selected"
    SKIPPED = "skipped"
    BELOW_THRESHOLD = "below-threshold"
    STOPPED = "stopped"
    AFTER_STOP = "after-stop"
    EXCLUDED = "excluded"
    UNSUPPORTED = "unsupported"
    UNAFFORDABLE = "unaffordable"


@dataclass(frozen=True, slots=True)
class Step:
    """One project as the rule met it.

    ``rank`` is the place in the order in which the rule looked at projects (from 1). ``votes`` ballots named it,
    ``score`` is what it was ranked by. ``cost`` and ``left_before`` are in units of the profile.
    ``why`` names what decided beyond these: the threshold missed, the project that excludes it.

    Equal shares: ``price`` is ρ, what a supporter paid for each unit of utility; ``paid_most`` is the largest payment
    of one supporter, ``payers`` how many supporters there were, ``paid_all`` how many of them gave all they had;
    ``missing`` is what supporters lacked to buy it. ``completion`` names the completion that chose it, if one did.
    Class-weighted: ``classes`` are the parts of the sum.
    Phragmén: ``load`` is the time at which supporters had earned the cost.
    """

    project: str
    verdict: Verdict
    rank: int
    votes: int
    score: int | Fraction
    cost: int
    left_before: int
    threshold: Fraction | None = None
    excluded_by: str | None = None
    stopped_by: str | None = None
    price: Fraction | None = None
    paid_most: Fraction | None = None
    payers: int | None = None
    paid_all: int | None = None
    missing: Fraction | None = None
    load: Fraction | None = None
    completion: str | None = None
    classes: tuple[ClassShare, ...] | None = None

    def as_json(self, unit: int = 1) -> dict[str, object]:
        """The step as plain data: money in the currency, exact fractions as text; what does not apply left out."""
        values: dict[str, object] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value is None:
                continue
            if one.name == "classes":
                values[one.name] = [_share(part) for part in value]
                continue
            if one.name in ("cost", "left_before", "paid_most", "missing"):
                value = plain(value, unit)
            elif isinstance(value, Fraction):
                value = value.numerator if value.denominator == 1 else str(value)
            values[one.name] = value if isinstance(value, (int, float)) else str(value)
        return values


def _share(part: ClassShare) -> dict[str, object]:
    return {
        "name": part.name,
        "score": decimal_text(part.score),
        "of": part.of,
        "weight": decimal_text(part.weight),
        "value": decimal_text(part.value),
    }
