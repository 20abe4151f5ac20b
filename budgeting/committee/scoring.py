"""The arithmetic of the committee: from score sheets to one number, exactly.

Plain Python without Django, so that anybody can repeat it. Scores are whole numbers from 0 to 5 for each criterion;
the weights of the criteria that count are whole numbers that sum to 100. Everything is computed in fractions and
rounded once, half up, to two decimals, when it is written down. ``docs/explanation/scoring.md`` says the same in words.

Sources of the formulas:
- weighted sum of criteria ("weight × score / 5"): the points tables of public grant juries, e.g. San Francisco Community
  Challenge Grant (six criteria, 100 points) and Sarasota County Neighbourhood Grants (four criteria, minimum 65);
- mean over raters, recused members left out: the same;
- trimmed mean that drops one highest and one lowest from n raters on: the usual rule of Korean public tenders; in
  statistics the trimmed mean with one observation cut at each end (Tukey, 1962, "The Future of Data Analysis");
- median: the middle total, or the mean of the two middle ones (any textbook of statistics);
- spread as highest minus lowest and as population standard deviation: any textbook of statistics;
- leniency of a rater as the mean distance from what the others gave to the same items: the "leniency error" of rating
  scales (Guilford, 1936, "Psychometric Methods"), taken leave-one-out so that nobody is compared with themselves.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt

LOWEST, HIGHEST = 0, 5
FULL = 100
MEAN, TRIMMED, MEDIAN = "mean", "trimmed", "median"
RULES = (MEAN, TRIMMED, MEDIAN)


class BadSheet(ValueError):
    """A sheet that does not answer the rubric: a criterion missing, unknown, or a score outside the scale."""


@dataclass(frozen=True)
class Summary:
    """What the sheets of one project come to, of 100: the score that counts, the ends, and how far apart they lie.

    ``mean`` is what the rule makes of the totals (plain mean, trimmed mean or median): the number that counts.
    ``plain`` and ``median`` are given beside it, whatever the rule.
    """

    mean: Decimal
    plain: Decimal
    median: Decimal
    lowest: Decimal
    highest: Decimal
    deviation: Decimal
    raters: int
    dropped: int

    @property
    def spread(self) -> Decimal:
        """Highest minus lowest, in points of 100."""
        return self.highest - self.lowest


def total(scores: Mapping[str, int], weights: Mapping[str, int]) -> Fraction:
    """One sheet as points of 100: the sum of weight × score / 5, over the sum of the weights that were answered × 100.

    A criterion that the sheet leaves open (which only a criterion that is not required may be) takes its weight out on
    both sides; with every criterion answered the weights sum to 100 and the formula is the plain one. Scores of
    criteria without a weight (shown, not counted) are passed over. Raises BadSheet when nothing that counts is answered.
    """
    answered = {key: weight for key, weight in weights.items() if key in scores}
    whole = sum(answered.values())
    if not whole:
        raise BadSheet("no criterion that counts has a score")
    earned = sum(weight * scores[key] for key, weight in answered.items())
    return Fraction(FULL * earned, HIGHEST * whole)


def check(
    scores: Mapping[str, object],
    weights: Mapping[str, int],
    required: Collection[str] | None = None,
    shown: Collection[str] = (),
) -> None:
    """Raise BadSheet unless the sheet answers the rubric; ValueError for weights that are not 100.

    ``weights``: the criteria that count. ``required``: the criteria that must be answered (None: all that count).
    ``shown``: criteria that are asked and do not count.
    """
    if sum(weights.values()) != FULL or any(weight < 0 for weight in weights.values()):
        raise ValueError(f"the weights must sum to {FULL}, not {sum(weights.values())}")
    missing = set(weights if required is None else required) - set(scores)
    unknown = set(scores) - set(weights) - set(shown)
    if missing or unknown:
        raise BadSheet(f"criteria {sorted(missing | unknown)} are missing or unknown")
    if not set(scores) & set(weights):
        raise BadSheet("no criterion that counts has a score")
    for key, score in scores.items():
        if isinstance(score, bool) or not isinstance(score, int) or not LOWEST <= score <= HIGHEST:
            raise BadSheet(f"{key}: {score!r} is not a whole number from {LOWEST} to {HIGHEST}")


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean; ValueError for no values."""
    if not values:
        raise ValueError("no mean of nothing")
    return sum(values, Fraction(0)) / len(values)


def median(values: Iterable[Fraction]) -> Fraction:
    """The middle value in order, or the mean of the two middle ones; ValueError for no values."""
    rows = sorted(values)
    if not rows:
        raise ValueError("no median of nothing")
    middle = len(rows) // 2
    return rows[middle] if len(rows) % 2 else (rows[middle - 1] + rows[middle]) / 2


def trimmed(values: Iterable[Fraction], drop_from: int | None) -> list[Fraction]:
    """The values in order, without one lowest and one highest where there are at least ``drop_from`` (never below 3)."""
    rows = sorted(values)
    if drop_from is None or len(rows) < max(drop_from, 3):
        return rows
    return rows[1:-1]


def result(values: Sequence[Fraction], rule: str = MEAN, drop_from: int | None = None) -> Fraction:
    """The number that counts, of the totals of one project. ValueError for no values or an unknown rule."""
    if rule not in RULES:
        raise ValueError(f"no such rule: {rule!r}")
    if rule == MEDIAN:
        return median(values)
    return mean(trimmed(values, drop_from) if rule == TRIMMED else values)


def summarise(
    sheets: Iterable[Mapping[str, int]],
    weights: Mapping[str, int],
    drop_from: int | None = None,
    rule: str | None = None,
) -> Summary | None:
    """The result of one project, or None without sheets. ``drop_from``: trim the ends from so many raters on.

    Without a ``rule`` it is the trimmed mean where ``drop_from`` is given, and else the mean.
    """
    totals = sorted(total(sheet, weights) for sheet in sheets)
    if not totals:
        return None
    rule = rule or (TRIMMED if drop_from is not None else MEAN)
    kept = trimmed(totals, drop_from) if rule == TRIMMED else totals
    centre = mean(totals)
    variance = mean([(value - centre) ** 2 for value in totals])
    return Summary(
        mean=rounded(result(totals, rule, drop_from)),
        plain=rounded(centre),
        median=rounded(median(totals)),
        lowest=rounded(totals[0]),
        highest=rounded(totals[-1]),
        deviation=_root(variance),
        raters=len(totals),
        dropped=len(totals) - len(kept),
    )


def criterion_means(sheets: Sequence[Mapping[str, int]], keys: Iterable[str]) -> dict[str, Decimal]:
    """The mean score (0 to 5) of each criterion over the sheets that answer it; criteria that nobody answers are left out."""
    means = {}
    for key in keys:
        given = [Fraction(sheet[key]) for sheet in sheets if key in sheet]
        if given:
            means[key] = rounded(mean(given))
    return means


def leniency(totals: Mapping[int, Mapping[int, Fraction]]) -> dict[int, Fraction]:
    """How much more (or less, negative) each rater gives than the others, in points of 100.

    ``totals``: item → rater → total. For a rater it is the mean, over the items that they and at least one other rated,
    of their total minus the mean of the others' totals there. Raters who share no item with anybody are left out.
    It is shown, and never changes a score.
    """
    distances: dict[int, list[Fraction]] = {}
    for given in totals.values():
        if len(given) < 2:
            continue
        whole = sum(given.values(), Fraction(0))
        for rater, own in given.items():
            distances.setdefault(rater, []).append(own - (whole - own) / (len(given) - 1))
    return {rater: mean(rows) for rater, rows in distances.items()}


def quorum_needed(members: int) -> int:
    """A majority of the members who are not recused: more than half."""
    return members // 2 + 1


def has_quorum(raters: int, members: int) -> bool:
    """Have more than half of the members who are not recused scored? Nobody at all is never a quorum."""
    return members > 0 and raters >= quorum_needed(members)


def rounded(value: Fraction) -> Decimal:
    """Two decimals, half up (away from nought): 78.375 is 78.38, -1.005 is -1.01. By whole numbers alone."""
    hundredths = (200 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return Decimal(hundredths if value >= 0 else -hundredths).scaleb(-2)


def _root(value: Fraction) -> Decimal:
    """The square root to two decimals, half up, from whole numbers alone: the half is decided by the third decimal."""
    thousandths = isqrt(value.numerator * 10**6 // value.denominator)
    return rounded(Fraction(thousandths, 1000))
