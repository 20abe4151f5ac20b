"""Every rule on every kind of ballot against the plainest code, amounts far beyond what a float holds among them."""

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, permutations
from random import Random
from typing import Any

import pytest

from budgeting.counting import Profile, ProjectLine, count
from tests.budgeting.counting.equal_shares.test_against_fractions import Plain

KINDS = ("approval", "choose-1", "knapsack", "ordinal", "cumulative", "scoring")
#: How large the amounts are: beyond 2**53 a float no longer tells one from the next.
SIZES = (1, 7, 10**6, 2**53, 10**22)


@dataclass
class Drawn:
    """An election and what each ballot is worth to each project it names."""

    kind: str
    budget: int
    lines: list[ProjectLine]
    ballots: list[list[int]]
    points: list[list[int]]
    length: int
    unit: int

    @property
    def profile(self) -> Profile:
        points = self.points if self.kind in ("cumulative", "scoring") else None
        return Profile.build(
            self.budget, self.lines, self.ballots, self.kind,
            points=points, ranking_length=self.length, unit=self.unit,
        )  # fmt: skip

    def worth(self) -> list[dict[int, int]]:
        if self.kind == "ordinal":
            return [{c: max(0, self.length - at) for at, c in enumerate(row)} for row in self.ballots]
        if self.kind in ("cumulative", "scoring"):
            return [
                dict(zip(row, given, strict=True))
                for row, given in zip(self.ballots, self.points, strict=True)
            ]
        return [dict.fromkeys(row, 1) for row in self.ballots]

    def plain(self, utility: str) -> Plain:
        worth, scores = (
            self.worth(),
            [sum(one.get(c, 0) for one in self.worth()) for c in range(len(self.lines))],
        )
        if utility in ("cost", "cardinality"):
            supported = (lambda v: v > 0) if self.kind in ("cumulative", "scoring") else (lambda _: True)
            each = [max(line.cost, 1) if utility == "cost" else 1 for line in self.lines]
            worth = [{c: each[c] for c, given in one.items() if supported(given)} for one in worth]
        found = Plain(self.budget, self.lines, worth, scores)
        found.votes = [sum(c in row for row in self.ballots) for c in range(len(self.lines))]
        return found


def drawn(seed: int) -> Drawn:
    """Few costs and ballots of the same mind: ties everywhere, and amounts one unit apart."""
    chance = Random(seed)
    kind, size = chance.choice(KINDS), chance.choice(SIZES)
    number = chance.randint(1, 7)
    pool = chance.choice([[0, 1, 2], [1, 2, 3, 4, 5], [3], [7, 7, 7, 10], [1, 50], list(range(1, 30))])

    def amount(of: int) -> int:
        return max(0, of * size + (chance.choice([0, 0, 0, -1, 1]) if size > 7 else 0))

    names = chance.sample(["p1", "P1", "01", "1", "10", "9", "a b", "ż", "가"], number)
    lines = [ProjectLine(name, amount(chance.choice(pool))) for name in names]
    ballots: list[list[int]] = []
    points: list[list[int]] = []
    for _ in range(chance.randint(1, 6)):
        row = chance.sample(range(number), 1 if kind == "choose-1" else chance.randint(0, number))
        given = [chance.choice([0, 1, 2, 5] if kind == "cumulative" else [-2, 0, 1, 4]) for _ in row]
        for _ in range(chance.choice([1, 1, 2, 3])):
            ballots.append(row)
            points.append(given)
    budget = amount(chance.choice([0, 1, chance.randint(1, 3 * number), sum(pool)]))
    return Drawn(
        kind, budget, lines, ballots, points, chance.choice([1, 2, 3, 5]), chance.choice([1, 1, 100])
    )


def greedily(
    election: Drawn, plain: Plain, order: list[int], *, threshold: int = -(10**9), stop: bool = False
) -> list[int]:
    winners: list[int] = []
    left, excluded = election.budget, set[str]()
    for c in order:
        line = election.lines[c]
        if plain.scores[c] < threshold or line.id in excluded:
            continue
        if any(election.lines[w].id in line.excludes for w in winners):
            continue
        if line.cost > left:
            if stop:
                break
            continue
        winners.append(c)
        left -= line.cost
        excluded.update(line.excludes)
    return winners


def ids(election: Drawn, chosen: list[int]) -> list[str]:
    return [election.lines[c].id for c in chosen]


def check(election: Drawn, rule: str, options: dict[str, Any], expected: list[int]) -> None:
    outcome = count(election.profile, rule, options)

    assert outcome.winners == ids(election, expected), (rule, options)
    assert outcome.cost == sum(election.lines[c].cost for c in expected)
    assert sorted(step.project for step in outcome.steps) == sorted(line.id for line in election.lines)
    assert [step.project for step in outcome.steps if step.verdict == "selected"] == outcome.winners


@pytest.mark.parametrize("seed", range(150))
def test_greedy_rules(seed: int) -> None:
    election = drawn(seed)
    plain = election.plain("cardinality")
    numbers = range(len(election.lines))
    order = sorted(numbers, key=lambda c: (-plain.scores[c], plain.key(c)))
    by_cost = sorted(
        numbers,
        key=lambda c: (
            bool(election.lines[c].cost),
            -Fraction(plain.scores[c], election.lines[c].cost or 1),
            plain.key(c),
        ),
    )

    check(election, "greedy", {}, greedily(election, plain, order))
    check(election, "greedy-no-skip", {}, greedily(election, plain, order, stop=True))
    for least in (0, 2):
        expected = greedily(election, plain, order, threshold=least)
        check(election, "greedy-threshold", {"threshold": least}, expected)
    check(election, "greedy-per-cost", {}, greedily(election, plain, by_cost))
    chance = Random(seed)
    election.lines = [
        ProjectLine(
            line.id,
            line.cost,
            excludes=tuple({other.id for other in chance.sample(election.lines, 1)} - {line.id}),
        )
        for line in election.lines
    ]
    check(election, "greedy-exclusive", {}, greedily(election, plain, order))


@pytest.mark.parametrize("seed", range(150))
def test_equal_shares_and_phragmen(seed: int) -> None:
    election = drawn(seed)
    extra = {"ordinal": ["borda"], "cumulative": ["points"], "scoring": ["points"]}.get(election.kind, [])
    for utility in ("cost", "cardinality", *extra):
        plain = election.plain(utility)
        if utility in ("points", "borda"):
            plain.worth = [{c: given for c, given in one.items() if given > 0} for one in plain.worth]
        for integral in (False, True):
            start = Fraction(election.budget, len(election.ballots))
            start = Fraction(start // election.unit * election.unit) if integral else start
            options = {"utility": utility, "integral": integral}
            bought = plain.shares(start)
            check(election, "equal-shares", options, bought)
            check(election, "equal-shares", {**options, "completion": "utilitarian"}, plain.completed(bought))
    if election.kind in ("approval", "choose-1", "knapsack"):
        bought = election.plain("cardinality").phragmen()
        check(election, "phragmen", {}, bought)
        check(election, "phragmen", {"completion": "utilitarian"}, plain.completed(bought))


@pytest.mark.parametrize("seed", range(100))
def test_a_tie_is_decisive_where_another_order_leads_to_other_winners(seed: int) -> None:
    election = drawn(seed)
    chance = Random(seed)
    for line in election.lines if seed % 2 else []:
        apart = {chance.choice(election.lines).id} - {line.id}
        election.lines = [
            replace(one, excludes=tuple(apart)) if one is line else one for one in election.lines
        ]
    for rule, options in (
        ("greedy", {}),
        ("greedy-threshold", {"threshold": 2}),
        ("greedy-exclusive", {}),
        ("greedy-per-cost", {"threshold": 1}),
    ):
        outcome = count(election.profile, rule, options)
        ranking = [step.project for step in outcome.steps]
        for tie in outcome.ties:
            start, end = tie.at - 1, tie.at - 1 + len(tie.projects)
            fronts = [[one, *(other for other in tie.projects if other != one)] for one in tie.projects]
            mixed = [*fronts, *map(list, islice(permutations(tie.projects), 60))]
            orders = [[*ranking[:start], *one, *ranking[end:]] for one in mixed]
            others = [by_lot(election, rule, options, order) for order in orders]
            assert tie.decisive is any(other != set(outcome.winners) for other in others), (rule, tie)


def by_lot(election: Drawn, rule: str, options: dict[str, Any], order: list[str]) -> set[str]:
    """The winners where equals are looked at in this order."""
    lines = [replace(line, lot=order.index(line.id)) for line in election.lines]
    return set(count(replace(election, lines=lines).profile, rule, {**options, "ties": ["lot"]}).winners)
