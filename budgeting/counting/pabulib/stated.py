"""The rule that a file names, in our words."""

from budgeting.counting.options import Options
from budgeting.counting.pabulib.election import Election

#: Rules that heed the threshold written in a file (plain ``greedy`` does not).
HEED_THRESHOLD = ("greedy-no-skip", "greedy-threshold", "greedy-exclusive")

#: Pabulib's own checker counts them so: the endowment is raised in whole steps until the budget would be exceeded, also past
#: an exhaustive outcome, and a comparison lets the greedy outcome stand where more voters are better off with it.
_ADD1 = Options(completion="add1", integral=True, exhaustive=False)
_EQUAL_SHARES = {
    "equalshares": Options(),
    "equalshares-comparison": Options(comparison=True),
    "equalshares/add1": _ADD1,
    "equalshares/add1u": _ADD1.with_(completion="add1u"),
    "equalshares/add1-comparison": _ADD1.with_(comparison=True),
}

#: Rules of a city's own (``greedy-custom``) that we know. Poznań funds by votes until a project does not fit; that one is
#: topped up from outside the budget where four fifths of it are left, and marked 2 then, not 1 (said in its files' comments).
_CUSTOM = {"poznań": "greedy-no-skip"}


def stated_rule(election: Election) -> tuple[str, Options] | None:
    """Name and options of the rule that a file says it was counted by; None where it is not one of ours."""
    rule = election.rule
    if rule == "greedy-custom":
        rule = _CUSTOM.get(election.meta.get("unit", "").lower(), rule)
    if rule in _EQUAL_SHARES:
        return "equal-shares", _EQUAL_SHARES[rule]
    if rule == "greedy" and election.threshold:
        rule = "greedy-threshold"  # so older files say it: a project below the least score is not eligible, by the format
    if rule in HEED_THRESHOLD:
        needs = rule == "greedy-threshold" and election.threshold is None
        return None if needs else (rule, Options(threshold=election.threshold))
    return ("greedy", Options()) if rule == "greedy" else None
