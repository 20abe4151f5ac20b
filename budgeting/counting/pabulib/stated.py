"""The rule that a file names, in our words."""

from budgeting.counting.options import Options
from budgeting.counting.pabulib.election import Election

#: Rules that heed the threshold written in a file (plain ``greedy`` does not: then a file says ``greedy-threshold``).
HEED_THRESHOLD = ("greedy-no-skip", "greedy-threshold", "greedy-exclusive")

#: Cities raised the endowment until the budget would have been exceeded, also past an exhaustive outcome (seen from
#: the results). ``equalshares/add1-comparison`` also let voters compare the outcome with the greedy one; it was kept.
_EQUAL_SHARES = {
    "equalshares": "none",
    "equalshares/add1": "add1",
    "equalshares/add1u": "add1u",
    "equalshares/add1-comparison": "add1",
}


def stated_rule(election: Election) -> tuple[str, Options] | None:
    """Name and options of the rule that a file says it was counted by; None where it is not one of ours."""
    if election.rule in _EQUAL_SHARES:
        return "equal-shares", Options(completion=_EQUAL_SHARES[election.rule], exhaustive=False)
    if election.rule in HEED_THRESHOLD:
        needs = election.rule == "greedy-threshold" and election.threshold is None
        return None if needs else (election.rule, Options(threshold=election.threshold))
    return ("greedy", Options()) if election.rule == "greedy" else None
