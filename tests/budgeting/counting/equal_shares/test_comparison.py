"""The comparison with greedy that some cities add to equal shares."""

import pytest

from budgeting.counting import OptionError, Profile, ProjectLine, count

LINES = [ProjectLine("A", 100), ProjectLine("B", 40), ProjectLine("C", 60)]


def profile(for_a: int, for_b: int, kind: str = "approval") -> Profile:
    return Profile.build(100, LINES, [[0]] * for_a + [[1]] * for_b + [[]] * (100 - for_a - for_b), kind)


@pytest.mark.parametrize(
    ("for_a", "for_b", "winners"),
    [
        (60, 40, ["A"]),  # equal shares buys B, but more voters named what greedy takes
        (45, 40, ["A"]),
        (
            40,
            40,
            ["B"],
        ),  # as many: equal shares stands (and greedy would have taken B too, the cheaper of two equals)
    ],
)
def test_greedy_stands_where_more_voters_are_better_off(for_a: int, for_b: int, winners: list[str]) -> None:
    plain = count(profile(for_a, for_b), "equal-shares")
    outcome = count(profile(for_a, for_b), "equal-shares", {"comparison": True})

    assert plain.winners == ["B"]
    assert "comparison" not in plain.options
    assert outcome.winners == winners
    assert outcome.options["comparison"] is True
    assert [step.project for step in outcome.steps if step.verdict == "selected"] == winners


def test_who_prefers_which_is_told() -> None:
    ballots = [[0]] * 3 + [[1, 2]] * 2 + [[1]] + [[]]
    lines = [ProjectLine("A", 100), ProjectLine("B", 30), ProjectLine("C", 20)]

    outcome = count(Profile.build(100, lines, ballots), "equal-shares", {"comparison": True})

    # equal shares buys B alone; greedy has money for C too, which two voters named
    assert outcome.winners == ["B", "C"]
    assert outcome.notes["prefer"] == {"equal_shares": 0, "greedy": 2}


def test_other_ballots_and_rules_have_none() -> None:
    with pytest.raises(OptionError, match="approval ballots"):
        count(profile(1, 1, "ordinal"), "equal-shares", {"comparison": True})
    with pytest.raises(OptionError, match="no option 'comparison'"):
        count(profile(1, 1), "greedy", {"comparison": True})
