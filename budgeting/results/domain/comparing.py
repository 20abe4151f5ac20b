"""What other rules make of the same ballots: worked out once, with the count, and stored beside it."""

from typing import Any, Final

from budgeting.counting import CountingError, Outcome, Profile, count
from budgeting.counting.amounts import WON

#: Rules and options that a result is compared with. Equal shares with add1u is the default of the public calculator.
_OTHERS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("greedy", {}),
    ("greedy-no-skip", {}),
    ("equal-shares", {"completion": "add1u"}),
    ("phragmen", {"completion": "utilitarian"}),
)
#: With more distinct ballots than this the endowment is not raised step by step: a count waits for seconds, not minutes.
_MOST_RAISED: Final = 40_000
_STEP_IN_WON: Final = 1000


def compared(
    profile: Profile, outcome: Outcome, currency: str, ties: list[str] | None
) -> list[dict[str, Any]]:
    """Rule, options, winners (in the order of selection) and cost under each other rule that the ballots allow."""
    found = []
    for rule, options in _OTHERS:
        if rule == outcome.rule:
            continue
        chosen = {**options}
        if rule == "equal-shares":
            chosen |= {"step": _STEP_IN_WON} if currency == WON else {}
            if len(profile.groups) > _MOST_RAISED:
                chosen = {"completion": "utilitarian"}
        try:
            other = count(profile, rule, chosen, ties)
        except CountingError:  # Phragmén counts approval ballots only
            continue
        found.append({"rule": rule, "options": other.options, "winners": other.winners, "cost": other.cost})
    return found
