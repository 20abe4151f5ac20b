"""Raising the endowment in steps far smaller than what it buys: stretches left out against every single step."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.counting import DEFAULT_TIES, Options, Profile, ProjectLine, count
from budgeting.counting.equal_shares.raising import Raising
from budgeting.counting.equal_shares.run import Runner
from budgeting.counting.equal_shares.stretch import proved
from budgeting.counting.equal_shares.support import supports
from budgeting.counting.scores import votes
from budgeting.counting.ties import TieList
from tests.budgeting.counting.equal_shares.test_against_fractions import Election, approval, ids


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Costs far above one unit, voters who share some tastes: purchases change their order again and again."""
    size = draw(st.integers(3, 7))
    costs = draw(st.lists(st.integers(40, 400), min_size=size, max_size=size))
    if draw(st.booleans()):
        costs = [cost // 60 * 60 + 60 for cost in costs]  # equal costs, symmetrical histories
    lines = [ProjectLine(f"p{at}", cost) for at, cost in enumerate(costs)]
    row = st.lists(st.integers(0, size - 1), unique=True, min_size=1, max_size=4)
    ballots = draw(st.lists(row, min_size=4, max_size=12))
    return draw(st.integers(sum(costs) // 5, sum(costs) * 3 // 4)), lines, ballots


def compared(election: Election, utility: str, *, exhaustive: bool) -> None:
    budget, lines, ballots = election
    plain = approval(election, utility)

    outcome = count(
        Profile.build(*election),
        "equal-shares",
        {"utility": utility, "completion": "add1", "exhaustive": exhaustive},
    )

    assert outcome.winners == ids(lines, plain.add1(Fraction(budget, len(ballots)), exhaustive=exhaustive))


@given(elections(), st.sampled_from(["cost", "cardinality"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_leaving_stretches_out_changes_nothing(election: Election, utility: str, exhaustive: bool) -> None:
    compared(election, utility, exhaustive=exhaustive)


@pytest.mark.prove
@given(elections(), st.sampled_from(["cost", "cardinality"]), st.booleans())
@settings(max_examples=4000, deadline=None)
def test_leaving_stretches_out_changes_nothing_in_thousands(
    election: Election, utility: str, exhaustive: bool
) -> None:
    compared(election, utility, exhaustive=exhaustive)


def runner_of(election: Election, utility: str) -> Runner:
    _, lines, ballots = election
    profile = Profile.build(sum(line.cost for line in lines), lines, ballots)
    return Runner(
        supports(profile, Options(utility=utility)),
        profile.groups.counts,
        TieList(profile, votes(profile), DEFAULT_TIES),
    )


def proof_holds(election: Election, utility: str, start: int, length: int) -> None:
    """Whatever is said of a stretch is true at every single endowment in it."""
    runner = runner_of(election, utility)
    below, above = runner.run(Fraction(start)), runner.run(Fraction(start + length))

    proof = proved(runner, below, above)

    told = below.bought[: below.free + proof.agreed]
    for endowment in range(start + 1, start + length):
        assert runner.run(Fraction(endowment)).bought[: len(told)] == told
        if proof.split is None:
            assert runner.run(Fraction(endowment)).bought == below.bought


def drawn(seed: int) -> Election:
    """An election in which the order of purchases changes, and changes back, within a few endowments."""
    chance = Random(seed)
    size, voters = chance.randint(4, 8), chance.randint(8, 16)
    lines = [ProjectLine(f"p{at}", chance.randint(40, 400)) for at in range(size)]
    ballots = [chance.sample(range(size), chance.randint(1, min(size, 5))) for _ in range(voters)]
    return sum(line.cost for line in lines), lines, ballots


@pytest.mark.parametrize(
    ("seed", "start", "end"),
    [(0, 40, 44), (12, 154, 176), (17, 98, 102), (24, 72, 82), (25, 220, 226), (37, 170, 180)],
)
def test_what_is_proved_of_a_stretch_is_true_within(seed: int, start: int, end: int) -> None:
    """Each of these buys something else somewhere inside than at its two ends, which buy the same."""
    for first in range(start - 2, start + 3):
        for last in range(max(first + 2, end - 3), end + 4):
            proof_holds(drawn(seed), "cost", first, last - first)


def search_holds(election: Election, utility: str, raises: int) -> None:
    """At every single raise the search tells what a run of its own buys, be it run or left out."""
    costs = [line.cost for line in election[1]]
    search = Raising(runner_of(election, utility), costs, 10**9, Fraction(20), exhaustive=True)
    runner, told = runner_of(election, utility), 0
    for steps, course in search._courses():
        for raised in range(told, steps + 1):
            assert runner.run(Fraction(20 + raised)).bought == course.bought, raised
        told = steps + 1
        if told > raises:
            return


@pytest.mark.parametrize("seed", [0, 4, 8, 21])
def test_what_is_told_of_every_raise_is_true_though_longer_stretches_lend_what_they_proved(seed: int) -> None:
    """Were one purchase more taken as proved than was, each of these would tell something wrong."""
    search_holds(drawn(seed), "cost", 120)


@pytest.mark.prove
@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@pytest.mark.parametrize("seed", range(100, 400))
def test_what_is_told_of_every_raise_is_true_in_hundreds(seed: int, utility: str) -> None:
    search_holds(drawn(seed), utility, 300)


@pytest.mark.prove
@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@pytest.mark.parametrize("seed", range(400))
def test_what_is_proved_of_a_stretch_is_true_within_in_thousands(seed: int, utility: str) -> None:
    for start in range(20, 240):
        for length in (4, 7, 15):
            proof_holds(drawn(seed), utility, start, length)


def test_projects_that_stay_level_for_long_do_not_cost_a_run_for_each_step() -> None:
    """Two projects of the same cost whose supporters differ but stand alike are level at every endowment."""
    million = 1_000_000
    lines = [ProjectLine("a", 30 * million), ProjectLine("b", 30 * million), ProjectLine("c", 24 * million)]
    lines += [ProjectLine("d", 24 * million), ProjectLine("e", 61 * million)]
    ballots = [[0, 2], [0, 2], [0], [1, 3], [1, 3], [1], [4], [4], [4, 0], [4, 1]]

    outcome = count(Profile.build(140 * million, lines, ballots), "equal-shares", {"completion": "add1"})

    assert isinstance(outcome.notes["raised"], int)
    assert isinstance(outcome.notes["runs"], int)
    assert outcome.notes["raised"] > million
    assert outcome.notes["runs"] < 300
