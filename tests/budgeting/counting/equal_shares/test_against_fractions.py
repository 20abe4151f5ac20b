"""Equal shares and Phragmén against the plainest exact code: every voter by herself, every amount a fraction."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.counting import Profile, ProjectLine, count

Utility = Callable[[int, int], int]
Election = tuple[int, list[ProjectLine], list[list[int]]]


class Plain:
    """An election voter by voter; ``worth[v][c]`` is what project c is worth to voter v."""

    def __init__(
        self, budget: int, lines: list[ProjectLine], worth: list[dict[int, int]], scores: list[int]
    ) -> None:
        self.budget, self.lines, self.worth, self.scores = budget, lines, worth, scores
        self.votes = [sum(c in one for one in worth) for c in range(len(lines))]

    def key(self, c: int) -> tuple[int, int, str]:
        return self.lines[c].cost, -self.votes[c], self.lines[c].id

    def rho(self, c: int, money: list[Fraction]) -> Fraction | None:
        """The least ρ at which the supporters' min(money, ρ × worth) reach the cost, tried voter after voter."""
        supporters = sorted(
            (v for v, one in enumerate(self.worth) if one.get(c, 0) > 0),
            key=lambda v: money[v] / self.worth[v][c],
        )
        if sum((money[v] for v in supporters), Fraction(0)) < self.lines[c].cost:
            return None
        owed, weight = Fraction(self.lines[c].cost), sum(self.worth[v][c] for v in supporters)
        for v in supporters:
            if owed <= money[v] / self.worth[v][c] * weight:
                return owed / weight
            owed, weight = owed - money[v], weight - self.worth[v][c]
        raise AssertionError("paid before the last supporter")

    def shares(self, endowment: Fraction) -> list[int]:
        money = [endowment] * len(self.worth)
        supported = [c for c in range(len(self.lines)) if any(one.get(c, 0) > 0 for one in self.worth)]
        bought = sorted((c for c in supported if not self.lines[c].cost), key=self.key)
        while True:
            prices = {c: self.rho(c, money) for c in supported if c not in bought}
            known = {c: rho for c, rho in prices.items() if rho is not None}
            if not known:
                return bought
            least = min(known.values())
            chosen = min((c for c, rho in known.items() if rho == least), key=self.key)
            for v, one in enumerate(self.worth):
                money[v] -= min(money[v], least * one.get(chosen, 0))
            bought.append(chosen)

    def add1(self, start: Fraction, *, exhaustive: bool) -> list[int]:
        supported = {c for c in range(len(self.lines)) if any(one.get(c, 0) > 0 for one in self.worth)}
        bought = self.shares(start)
        while True:
            left = self.budget - sum(self.lines[c].cost for c in bought)
            missing = supported.difference(bought)
            if not missing or (exhaustive and all(self.lines[c].cost > left for c in missing)):
                return bought
            start += 1
            raised = self.shares(start)
            if sum(self.lines[c].cost for c in raised) > self.budget:
                return bought
            bought = raised

    def completed(self, bought: list[int]) -> list[int]:
        winners = list(bought)
        for c in sorted(range(len(self.lines)), key=lambda c: (-self.scores[c], self.key(c))):
            if (
                c not in winners
                and sum(self.lines[w].cost for w in winners) + self.lines[c].cost <= self.budget
            ):
                winners.append(c)
        return winners

    def phragmen(self) -> list[int]:
        loads, bought, left = [Fraction(0)] * len(self.worth), [], self.budget
        open_ = {c for c, votes in enumerate(self.votes) if votes and self.lines[c].cost <= self.budget}
        while open_:
            then = {
                c: (
                    self.lines[c].cost
                    + sum((loads[v] for v, one in enumerate(self.worth) if c in one), Fraction(0))
                )
                / self.votes[c]
                for c in open_
            }
            level = [c for c in open_ if then[c] == min(then.values())]
            if any(self.lines[c].cost > left for c in level):
                return bought
            chosen = min(level, key=self.key)
            for v, one in enumerate(self.worth):
                if chosen in one:
                    loads[v] = then[chosen]
            bought.append(chosen)
            open_.remove(chosen)
            left -= self.lines[chosen].cost
        return bought


@st.composite
def elections(draw: st.DrawFn) -> Election:
    """Few distinct costs and many voters of the same mind: ties and corners everywhere."""
    size = draw(st.integers(1, 6))
    costs = draw(st.sampled_from([[0, 5, 10], [3, 7, 11, 13], [6], [1, 60]]))
    lines = [ProjectLine(f"p{at}", draw(st.sampled_from(costs))) for at in range(size)]
    kinds = draw(st.lists(st.lists(st.integers(0, size - 1), unique=True), min_size=1, max_size=6))
    ballots = [list(kind) for kind in kinds for _ in range(draw(st.integers(1, 4)))]
    return draw(st.integers(0, 60)), lines, ballots


def ids(lines: list[ProjectLine], chosen: list[int]) -> list[str]:
    return [lines[c].id for c in chosen]


def approval(election: Election, utility: str) -> Plain:
    budget, lines, ballots = election
    worth = [{c: max(lines[c].cost, 1) if utility == "cost" else 1 for c in row} for row in ballots]
    return Plain(budget, lines, worth, [sum(c in row for row in ballots) for c in range(len(lines))])


@given(elections(), st.sampled_from(["cost", "cardinality"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_one_run_buys_the_same_in_the_same_order(election: Election, utility: str, integral: bool) -> None:
    budget, lines, ballots = election
    start = Fraction(budget, len(ballots))
    plain = approval(election, utility)

    outcome = count(Profile.build(*election), "equal-shares", {"utility": utility, "integral": integral})

    assert outcome.winners == ids(lines, plain.shares(Fraction(start // 1) if integral else start))


@given(elections(), st.sampled_from(["cost", "cardinality"]), st.booleans(), st.booleans(), st.booleans())
@settings(max_examples=120, deadline=None)
def test_raising_the_endowment_ends_where_step_by_step_ends(
    election: Election, utility: str, integral: bool, exhaustive: bool, completed: bool
) -> None:
    budget, lines, ballots = election
    start = Fraction(budget, len(ballots))
    plain = approval(election, utility)
    expected = plain.add1(Fraction(start // 1) if integral else start, exhaustive=exhaustive)
    options = {"utility": utility, "integral": integral, "exhaustive": exhaustive}

    outcome = count(
        Profile.build(*election), "equal-shares", {**options, "completion": "add1u" if completed else "add1"}
    )

    assert outcome.winners == ids(lines, plain.completed(expected) if completed else expected)


@given(elections(), st.data())
@settings(max_examples=120, deadline=None)
def test_points_are_utilities(election: Election, data: st.DataObject) -> None:
    budget, lines, ballots = election
    points = [[data.draw(st.integers(0, 4)) for _ in row] for row in ballots]
    worth = [dict(zip(row, given_, strict=True)) for row, given_ in zip(ballots, points, strict=True)]
    plain = Plain(budget, lines, worth, [sum(one.get(c, 0) for one in worth) for c in range(len(lines))])
    profile = Profile.build(budget, lines, ballots, "cumulative", points=points)
    completion = data.draw(st.sampled_from(["none", "utilitarian", "add1"]))

    outcome = count(profile, "equal-shares", {"utility": "points", "completion": completion})

    expected = (
        plain.add1(Fraction(budget, len(ballots)), exhaustive=True)
        if completion == "add1"
        else plain.shares(Fraction(budget, len(ballots)))
    )
    assert outcome.winners == ids(
        lines, plain.completed(expected) if completion == "utilitarian" else expected
    )


@given(elections())
@settings(max_examples=80, deadline=None)
def test_places_of_a_ranking_are_utilities(election: Election) -> None:
    budget, lines, ballots = election
    worth = [{c: max(0, 3 - place) for place, c in enumerate(row)} for row in ballots]
    plain = Plain(budget, lines, worth, [])

    outcome = count(Profile.build(budget, lines, ballots, "ordinal"), "equal-shares", {"utility": "borda"})

    assert outcome.winners == ids(lines, plain.shares(Fraction(budget, len(ballots))))


@given(elections(), st.booleans())
@settings(max_examples=200, deadline=None)
def test_phragmen_buys_the_same_in_the_same_order(election: Election, completed: bool) -> None:
    _, lines, _ = election
    plain = approval(election, "cardinality")
    expected = plain.phragmen()

    outcome = count(
        Profile.build(*election), "phragmen", {"completion": "utilitarian" if completed else "none"}
    )

    assert outcome.winners == ids(lines, plain.completed(expected) if completed else expected)


NEAR = 10**14


@pytest.mark.parametrize("difference", [-1, 0, 1])
def test_prices_closer_than_a_float_can_tell_are_told_apart(difference: int) -> None:
    """Two projects of three supporters each, one of whom is poor in each: ρ differs by one part in 10**14."""
    lines = [
        ProjectLine("a", 3 * NEAR),
        ProjectLine("b", 3 * NEAR + difference),
        ProjectLine("x", NEAR),
        ProjectLine("y", NEAR),
    ]
    ballots = [[0, 2], [0], [0], [1, 3], [1], [1], [2, 3], [0], [1]]
    plain = approval((9 * NEAR, lines, ballots), "cardinality")

    outcome = count(Profile.build(9 * NEAR, lines, ballots), "equal-shares", {"utility": "cardinality"})

    assert outcome.winners == ids(lines, plain.shares(Fraction(NEAR)))
    assert outcome.winners[:2] == ["x", "y"]
    assert outcome.winners[2] == ("b" if difference < 0 else "a")


def test_a_dear_project_of_one_voter_is_reached_without_counting_every_won() -> None:
    """add1 must raise the endowment by two billion whole steps; proofs let it leave out nearly all of them."""
    lines = [ProjectLine("a", 3), ProjectLine("b", 2_000_000_000)]

    outcome = count(
        Profile.build(3_000_000_000, lines, [[0], [1], [0]]), "equal-shares", {"completion": "add1"}
    )

    assert outcome.winners == ["a", "b"]
    assert outcome.notes["endowment"] == "2000000000"
    assert isinstance(outcome.notes["runs"], int)
    assert outcome.notes["runs"] < 100
