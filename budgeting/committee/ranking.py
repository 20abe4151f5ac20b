"""The order of projects by their scores, the cut line of the money, and how firm both are. Plain Python, exact.

Sources: money handed out by descending score until it is gone, with a minimum score: Sarasota County Neighbourhood
Grants; equal scores share a rank and the next rank is skipped ("1224" ranking): standard competition ranking; changing
one weight at a time and scaling the others: one-at-a-time sensitivity analysis of weighted sums (Triantaphyllou and
Sánchez, 1997, "A Sensitivity Analysis Approach for Some Deterministic Multi-Criteria Decision-Making Methods").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from operator import mul

from budgeting.committee import scoring

Row = tuple[int | None, ...]
"""One sheet as scores in the order of the criteria that count; None where a criterion was left open."""


@dataclass(frozen=True)
class Candidate:
    """What the order needs to know of a project. ``cost`` in won; ``score`` and ``median`` of 100, as published."""

    key: int
    number: str
    cost: int
    score: Decimal
    median: Decimal


@dataclass(frozen=True)
class Place:
    """A project's place: its rank (equal scores share one), whether it is tied, and on which side of the line it stands."""

    candidate: Candidate
    rank: int
    tied: bool
    inside: bool
    below_minimum: bool
    spent: int
    """Won spent down to and with this project, where it is inside; else what was spent when the line was drawn."""


def order_key(one: Candidate) -> tuple[Decimal, Decimal, int, str]:
    """The stated rule: higher score; among equals the higher median, then the lower cost, then the smaller number.

    The published score of two decimals decides, so that nobody has to take an order on trust that the page cannot show.
    """
    return -one.score, -one.median, one.cost, one.number


def ranked(candidates: Iterable[Candidate], amount: int | None, minimum: Decimal = Decimal(0)) -> list[Place]:
    """The places in order. ``amount`` in won draws the cut line (None: no line); ``minimum``: points needed.

    The line is drawn before the first project that no longer fits: nothing behind it is taken, even if it were cheap
    enough, so that a better score is never passed over for a worse one. Below the minimum nothing is inside.
    """
    rows = sorted(candidates, key=order_key)
    scores = [one.score for one in rows]
    places: list[Place] = []
    spent, is_open, rank = 0, True, 0
    for position, one in enumerate(rows):
        tied = _beside(scores, position)
        rank = rank if position and scores[position - 1] == one.score else position + 1
        short = one.score < minimum
        is_open = is_open and not short and (amount is None or spent + one.cost <= amount)
        spent += one.cost if is_open else 0
        places.append(Place(one, rank, tied, is_open, short, spent))
    return places


def _beside(scores: Sequence[Decimal], position: int) -> bool:
    """Has a neighbour the same score? In a sorted list that is what a tie is."""
    return scores[position] in (
        *scores[max(position - 1, 0) : position],
        *scores[position + 1 : position + 2],
    )


def results(
    sheets: Mapping[int, Sequence[Row]], weights: Sequence[int], rule: str, drop_from: int | None
) -> dict[int, tuple[Decimal, Decimal]]:
    """Project → (score that counts, median), of 100, for any whole weights (they need not sum to 100).

    The same numbers as scoring.summarise, in whole numbers as long as no score is missing: 239 projects with 40 sheets
    each take some hundredths of a second. Projects without sheets are left out.
    """
    made = ((project, _result(rows, weights, rule, drop_from)) for project, rows in sheets.items() if rows)
    return {project: one for project, one in made if one is not None}


def _answered(row: Row, weights: Sequence[int]) -> int:
    """The sum of the weights that a sheet answers."""
    return sum(weight for weight, level in zip(weights, row, strict=True) if level is not None)


def _result(
    rows: Sequence[Row], weights: Sequence[int], rule: str, drop_from: int | None
) -> tuple[Decimal, Decimal] | None:
    if any(None in row for row in rows):
        totals = [_open_total(row, weights) for row in rows if _answered(row, weights)]
        if not totals:
            return None
        return scoring.rounded(scoring.result(totals, rule, drop_from)), scoring.rounded(
            scoring.median(totals)
        )
    # Every total has the same denominator, so whole numbers are enough until the very end.
    earned = sorted(sum(map(mul, weights, row)) for row in rows)
    n, unit = len(earned), Fraction(scoring.FULL, scoring.HIGHEST * sum(weights))
    middle = Fraction(earned[(n - 1) // 2] + earned[n // 2], 2) * unit
    kept = (
        earned[1:-1]
        if rule == scoring.TRIMMED and drop_from is not None and n >= max(drop_from, 3)
        else earned
    )
    score = middle if rule == scoring.MEDIAN else Fraction(sum(kept), len(kept)) * unit
    return scoring.rounded(score), scoring.rounded(middle)


def _open_total(row: Row, weights: Sequence[int]) -> Fraction:
    """A sheet with an open criterion: its weight is out on both sides, as in scoring.total."""
    earned = sum(weight * level for weight, level in zip(weights, row, strict=True) if level is not None)
    return Fraction(scoring.FULL * earned, scoring.HIGHEST * _answered(row, weights))


@dataclass
class Firmness:
    """How firm the order is: one line for each changed weight, and for each project its best and worst rank."""

    variants: list["Variant"] = field(default_factory=list)
    best: dict[int, int] = field(default_factory=dict)
    worst: dict[int, int] = field(default_factory=dict)
    sometimes: set[int] = field(default_factory=set)
    """Projects that stand on the other side of the line in at least one variant."""


@dataclass(frozen=True)
class Variant:
    """One weight changed: which, by how many points, which projects then cross the line, and the largest move in ranks."""

    criterion: int
    change: int
    crossing: frozenset[int]
    largest_move: int


def changed(weights: Sequence[int], criterion: int, change: int) -> list[int] | None:
    """The weights with one of them ``change`` points more (of 100) and the others scaled to fill the rest.

    Given multiplied by (100 − old weight), so that they stay whole numbers; None where no such weights exist.
    """
    old, new = weights[criterion], weights[criterion] + change
    rest = scoring.FULL - old
    if not 0 <= new <= scoring.FULL or rest <= 0:
        return None
    return [
        new * rest if position == criterion else weight * (scoring.FULL - new)
        for position, weight in enumerate(weights)
    ]


@dataclass(frozen=True)
class Field:
    """What is ranked together: the projects of one envelope with their sheets, the money, and the rule."""

    numbers: Mapping[int, str]
    costs: Mapping[int, int]
    sheets: Mapping[int, Sequence[Row]]
    rule: str
    drop_from: int | None
    amount: int | None
    minimum: Decimal

    def places(self, weights: Sequence[int]) -> list[Place]:
        """The order under these weights."""
        made = results(self.sheets, weights, self.rule, self.drop_from)
        rows = (
            Candidate(key, self.numbers[key], self.costs[key], score, middle)
            for key, (score, middle) in made.items()
        )
        return ranked(rows, self.amount, self.minimum)


def sensitivity(of: Field, weights: Sequence[int], change: int = 5) -> Firmness:
    """Each weight ``change`` points up and down, one at a time: who would cross the line, and how far ranks move."""
    base = of.places(weights)
    ranks = {place.candidate.key: place.rank for place in base}
    inside = {place.candidate.key for place in base if place.inside}
    found = Firmness(best=dict(ranks), worst=dict(ranks))
    for criterion in range(len(weights)):
        for step in (change, -change):
            new = changed(weights, criterion, step)
            if new is not None:
                found.variants.append(_variant(found, of.places(new), ranks, inside, criterion, step))
    return found


def _variant(
    found: Firmness,
    places: list[Place],
    ranks: Mapping[int, int],
    inside: set[int],
    criterion: int,
    step: int,
) -> Variant:
    moved = 0
    for place in places:
        key = place.candidate.key
        found.best[key] = min(found.best[key], place.rank)
        found.worst[key] = max(found.worst[key], place.rank)
        moved = max(moved, abs(place.rank - ranks[key]))
    crossing = frozenset(inside ^ {place.candidate.key for place in places if place.inside})
    found.sometimes |= crossing
    return Variant(criterion, step, crossing, moved)
