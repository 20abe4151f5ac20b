"""The rules by name: a new rule is one function and one line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from budgeting.counting import greedy
from budgeting.counting.errors import OptionError
from budgeting.counting.options import Options
from budgeting.counting.outcome import Selection
from budgeting.counting.profile import Profile


@dataclass(frozen=True, slots=True)
class Rule:
    """A counting rule: its function and the options it reads besides the tie list."""

    name: str
    select: Callable[[Profile, Options], Selection]
    options: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    defaults: Mapping[str, object] | None = None

    def check(self, options: Options) -> None:
        """Raise OptionError for an option set that the rule does not read, or one it needs that is not set."""
        plain = Options(**dict(self.defaults or {}))  # type: ignore[arg-type]  # names come from this file
        for name in ("threshold", "utility", "completion", "integral", "exhaustive"):
            if name not in self.options and getattr(options, name) not in (
                getattr(plain, name),
                getattr(Options(), name),
            ):
                raise OptionError(f"rule {self.name!r} has no option {name!r}")
        for name in self.needs:
            if getattr(options, name) is None:
                raise OptionError(f"rule {self.name!r} needs the option {name!r}")
        if options.threshold is not None and options.threshold < Fraction(0):
            raise OptionError("a threshold below zero")


RULES: Final[dict[str, Rule]] = {
    rule.name: rule
    for rule in (
        Rule("greedy", greedy.greedy, ("threshold",)),
        Rule("greedy-no-skip", greedy.greedy_no_skip, ("threshold",)),
        Rule("greedy-threshold", greedy.greedy, ("threshold",), needs=("threshold",)),
        Rule("greedy-exclusive", greedy.greedy_exclusive, ("threshold",)),
        Rule("greedy-per-cost", greedy.greedy_per_cost, ("threshold",)),
        Rule("class-weighted", greedy.class_weighted, ("threshold",)),
    )
}


def rule_named(name: str) -> Rule:
    """The rule of that name. Raises OptionError for a name that is not known."""
    if name not in RULES:
        raise OptionError(f"rule {name!r} is not one of {', '.join(RULES)}")
    return RULES[name]
