"""The arithmetic of the committee: from score sheets to one number, exactly.

Plain Python without Django, so that anybody can repeat it. Scores are whole numbers from 0 to 5 for each criterion;
weights are whole numbers that sum to 100. Everything is computed in fractions and rounded once, half up, to two
decimals, when it is written down.

Sources of the formulas:
- weighted sum of criteria ("weight × score / 5"): the points tables of public grant juries, e.g. San Francisco Community
  Challenge Grant (six criteria, 100 points) and Sarasota County Neighbourhood Grants (four criteria, minimum 65);
- mean over raters, recused members left out: the same;
- trimmed mean that drops one highest and one lowest from n raters on: the usual rule of Korean public tenders;
- spread as highest minus lowest and as population standard deviation: any textbook of statistics.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isqrt

LOWEST, HIGHEST = 0, 5
FULL = 100


class BadSheet(ValueError):
    """A sheet that does not answer the rubric: a criterion missing, unknown, or a score outside the scale."""


@dataclass(frozen=True)
class Summary:
    """What the sheets of one project come to, of 100: the mean that counts, the ends, and how far apart they lie."""

    mean: Decimal
    lowest: Decimal
    highest: Decimal
    deviation: Decimal
    raters: int
    dropped: int

    @property
    def spread(self) -> Decimal:
        """Highest minus lowest."""
        return self.highest - self.lowest


def total(scores: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """One sheet as points of 100: the sum of weight × score / 5. Raises BadSheet."""
    check(scores, weights)
    return sum((Fraction(weights[key] * scores[key], HIGHEST) for key in weights), Fraction(0))


def check(scores: Mapping[str, object], weights: Mapping[str, int]) -> None:
    """Raise BadSheet unless each criterion has a whole score on the scale; ValueError for weights that are not 100."""
    if sum(weights.values()) != FULL or any(weight < 0 for weight in weights.values()):
        raise ValueError(f"the weights must sum to {FULL}, not {sum(weights.values())}")
    if set(scores) != set(weights):
        raise BadSheet(f"criteria {sorted(set(scores) ^ set(weights))} are missing or unknown")
    for key, score in scores.items():
        if isinstance(score, bool) or not isinstance(score, int) or not LOWEST <= score <= HIGHEST:
            raise BadSheet(f"{key}: {score!r} is not a whole number from {LOWEST} to {HIGHEST}")


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean; ValueError for no values."""
    if not values:
        raise ValueError("no mean of nothing")
    return sum(values, Fraction(0)) / len(values)


def trimmed(values: Iterable[Fraction], drop_from: int | None) -> list[Fraction]:
    """The values in order, without one lowest and one highest where there are at least ``drop_from`` (never below 3)."""
    rows = sorted(values)
    if drop_from is None or len(rows) < max(drop_from, 3):
        return rows
    return rows[1:-1]


def summarise(
    sheets: Iterable[Mapping[str, int]], weights: Mapping[str, int], drop_from: int | None = None
) -> Summary | None:
    """The result of one project, or None without sheets. ``drop_from``: trim the ends from so many raters on."""
    totals = sorted(total(sheet, weights) for sheet in sheets)
    if not totals:
        return None
    kept = trimmed(totals, drop_from)
    centre = mean(totals)
    variance = mean([(value - centre) ** 2 for value in totals])
    return Summary(
        mean=rounded(mean(kept)),
        lowest=rounded(totals[0]),
        highest=rounded(totals[-1]),
        deviation=_root(variance),
        raters=len(totals),
        dropped=len(totals) - len(kept),
    )


def criterion_means(sheets: Sequence[Mapping[str, int]], weights: Mapping[str, int]) -> dict[str, Decimal]:
    """The mean score (0 to 5) of each criterion; empty without sheets."""
    if not sheets:
        return {}
    return {key: rounded(mean([Fraction(sheet[key]) for sheet in sheets])) for key in weights}


def quorum_needed(members: int) -> int:
    """A majority of the members who are not recused: more than half."""
    return members // 2 + 1


def has_quorum(raters: int, members: int) -> bool:
    """Have more than half of the members who are not recused scored? Nobody at all is never a quorum."""
    return members > 0 and raters >= quorum_needed(members)


def rounded(value: Fraction) -> Decimal:
    """Two decimals, half up: 78.375 is 78.38."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _root(value: Fraction) -> Decimal:
    """The square root to two decimals, from whole numbers alone: floor(sqrt(x) * 1000) rounded."""
    thousandths = isqrt(value.numerator * 10**6 // value.denominator)
    return (Decimal(thousandths) / 1000).quantize(Decimal("0.01"), ROUND_HALF_UP)
