"""The rules by name: a new rule is one function and one line here."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from budgeting.counting import greedy
from budgeting.counting.equal_shares.select import equal_shares
from budgeting.counting.errors import OptionError
from budgeting.counting.options import COMPLETIONS, Options
from budgeting.counting.outcome import Selection
from budgeting.counting.phragmen import phragmen
from budgeting.counting.profile import Profile


@dataclass(frozen=True, slots=True)
class Rule:
    """A counting rule: its function and the options it reads besides the tie list."""

    name: str
    select: Callable[[Profile, Options], Selection]
    options: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    completions: tuple[str, ...] = COMPLETIONS

    def check(self, options: Options) -> None:
        """Raise OptionError for an option set that the rule does not read, or one it needs that is not set."""
        plain = Options()
        for name in (
            "threshold",
            "utility",
            "completion",
            "integral",
            "exhaustive",
            "step",
            "committee_weight",
            "comparison",
        ):
            if name not in self.options and getattr(options, name) != getattr(plain, name):
                raise OptionError(f"rule {self.name!r} has no option {name!r}")
        if options.completion not in self.completions:
            raise OptionError(f"rule {self.name!r} has no completion {options.completion!r}")
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
        Rule("class-weighted", greedy.class_weighted, ("threshold", "committee_weight")),
        Rule(
            "equal-shares",
            equal_shares,
            ("utility", "completion", "integral", "exhaustive", "step", "comparison"),
        ),
        Rule("phragmen", phragmen, ("completion",), completions=("none", "utilitarian")),
    )
}


def rule_named(name: str) -> Rule:
    """The rule of that name. Raises OptionError for a name that is not known."""
    if name not in RULES:
        raise OptionError(f"rule {name!r} is not one of {', '.join(RULES)}")
    return RULES[name]
