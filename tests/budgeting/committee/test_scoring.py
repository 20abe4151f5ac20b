"""The arithmetic of the committee: by hand, and by its invariants."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgeting.committee import scoring
from budgeting.committee.rubric import default_rubric

WEIGHTS = {row["key"]: row["weight"] for row in default_rubric()}
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
sheet = st.fixed_dictionaries({key: st.integers(0, 5) for key in WEIGHTS})
sheets = st.lists(sheet, min_size=1, max_size=9)


def test_the_default_rubric_weighs_a_hundred_and_has_anchors_in_both_languages() -> None:
    rows = default_rubric()
    assert [row["weight"] for row in rows] == [25, 25, 20, 15, 15]
    for row in rows:
        assert {"0", "5"} <= set(row["anchors"])
        for text in row["anchors"].values():
            assert text["ko"]
            assert text["en"]


def test_a_sheet_by_hand() -> None:
    scores = {"necessity": 5, "benefit": 4, "feasibility": 3, "cost": 2, "participation": 1}
    # 25·5/5 + 25·4/5 + 20·3/5 + 15·2/5 + 15·1/5 = 25 + 20 + 12 + 6 + 3
    assert scoring.total(scores, WEIGHTS) == 66


def test_three_sheets_by_hand() -> None:
    found = scoring.summarise([dict.fromkeys(WEIGHTS, level) for level in (2, 3, 5)], WEIGHTS)
    assert found is not None
    assert (found.mean, found.lowest, found.highest) == (
        Decimal("66.67"),
        Decimal("40.00"),
        Decimal("100.00"),
    )
    assert found.deviation == Decimal("24.94")  # sqrt((26.67² + 6.67² + 33.33²) / 3)
    assert found.spread == Decimal("60.00")
    assert (found.raters, found.dropped) == (3, 0)


def test_the_trimmed_mean_leaves_out_one_of_each_end_from_enough_raters_on() -> None:
    rows = [dict.fromkeys(WEIGHTS, level) for level in (0, 3, 3, 4, 5)]
    plain, trimmed = scoring.summarise(rows, WEIGHTS), scoring.summarise(rows, WEIGHTS, drop_from=5)
    few = scoring.summarise(rows[:4], WEIGHTS, drop_from=5)
    assert plain is not None
    assert trimmed is not None
    assert few is not None
    assert (plain.mean, trimmed.mean, trimmed.dropped) == (Decimal("60.00"), Decimal("66.67"), 2)
    assert few.dropped == 0
    assert scoring.trimmed([Fraction(1), Fraction(2)], drop_from=1) == [1, 2]


def test_half_is_rounded_up() -> None:
    assert scoring.rounded(Fraction(78375, 1000)) == Decimal("78.38")
    assert scoring.rounded(Fraction(78365, 1000)) == Decimal("78.37")


def test_no_sheets_have_no_result() -> None:
    assert scoring.summarise([], WEIGHTS) is None
    assert scoring.criterion_means([], WEIGHTS) == {}


@pytest.mark.parametrize(
    "scores",
    [
        {},
        dict.fromkeys(WEIGHTS, 6),
        dict.fromkeys(WEIGHTS, -1),
        dict.fromkeys(WEIGHTS, True),
        dict.fromkeys(WEIGHTS, 2.5),
        dict.fromkeys([*WEIGHTS, "extra"], 3),
    ],
    ids=["nothing", "above", "below", "a boolean", "a half", "an unknown criterion"],
)
def test_a_sheet_that_does_not_answer_the_rubric_is_refused(scores: dict[str, int]) -> None:
    with pytest.raises(scoring.BadSheet):
        scoring.check(scores, WEIGHTS)


def test_weights_that_are_not_a_hundred_are_a_fault_of_the_rubric() -> None:
    with pytest.raises(ValueError, match="sum to 100"):
        scoring.check({"a": 3}, {"a": 90})


@pytest.mark.parametrize(("members", "needed"), [(1, 1), (2, 2), (3, 2), (12, 7), (13, 7)])
def test_a_quorum_is_more_than_half(members: int, needed: int) -> None:
    assert scoring.quorum_needed(members) == needed
    assert scoring.has_quorum(needed, members)
    assert not scoring.has_quorum(needed - 1, members)


def test_nobody_is_never_a_quorum() -> None:
    assert not scoring.has_quorum(0, 0)


@patient
@given(sheets, st.randoms(), st.sampled_from([None, 3, 5]))
def test_the_order_of_raters_does_not_matter(
    rows: list[dict[str, int]], random: object, drop: int | None
) -> None:
    shuffled = sorted(rows, key=lambda _row: random.random())  # type: ignore[attr-defined]
    assert scoring.summarise(rows, WEIGHTS, drop) == scoring.summarise(shuffled, WEIGHTS, drop)


@patient
@given(sheets, st.sampled_from([None, 3, 5]))
def test_every_mean_lies_between_the_ends(rows: list[dict[str, int]], drop: int | None) -> None:
    found = scoring.summarise(rows, WEIGHTS, drop)
    assert found is not None
    assert 0 <= found.lowest <= found.mean <= found.highest <= 100
    assert found.deviation <= found.spread


@patient
@given(sheets, st.sampled_from(sorted(WEIGHTS)))
def test_a_point_more_is_never_worth_less(rows: list[dict[str, int]], key: str) -> None:
    better = [row | {key: min(row[key] + 1, 5)} for row in rows]
    before, after = scoring.summarise(rows, WEIGHTS), scoring.summarise(better, WEIGHTS)
    assert before is not None
    assert after is not None
    assert after.mean >= before.mean


@patient
@given(sheet, st.integers(1, 9))
def test_raters_who_agree_have_that_score_and_no_spread(row: dict[str, int], raters: int) -> None:
    found = scoring.summarise([row] * raters, WEIGHTS, 3)
    assert found is not None
    assert found.mean == scoring.rounded(scoring.total(row, WEIGHTS))
    assert (found.spread, found.deviation) == (0, 0)


@patient
@given(sheets)
def test_the_result_is_the_weighted_sum_of_the_criterion_means(rows: list[dict[str, int]]) -> None:
    """Scale change and order of averaging: exact before the one rounding."""
    means = {key: Fraction(sum(row[key] for row in rows), len(rows)) for key in WEIGHTS}
    whole = sum((WEIGHTS[key] * means[key] / 5 for key in WEIGHTS), Fraction(0))
    found = scoring.summarise(rows, WEIGHTS)
    assert found is not None
    assert found.mean == scoring.rounded(whole)


def test_an_open_criterion_takes_its_weight_out_on_both_sides() -> None:
    scores = {"necessity": 5, "benefit": 4, "feasibility": 3, "cost": 2}
    # (25·5 + 25·4 + 20·3 + 15·2) / 5 = 63 of the 85 points that were answered
    assert scoring.total(scores, WEIGHTS) == Fraction(6300, 85)
    scoring.check(scores, WEIGHTS, required={"necessity"})
    with pytest.raises(scoring.BadSheet):
        scoring.check(scores, WEIGHTS, required={"participation"})


def test_a_criterion_that_does_not_count_is_shown_and_changes_nothing() -> None:
    scores = dict.fromkeys(WEIGHTS, 4)
    scoring.check(scores | {"novelty": 5}, WEIGHTS, shown={"novelty"})
    assert scoring.total(scores | {"novelty": 5}, WEIGHTS) == scoring.total(scores, WEIGHTS)
    assert scoring.criterion_means([scores | {"novelty": 5}], ["novelty"]) == {"novelty": Decimal("5.00")}


def test_the_median_by_hand() -> None:
    assert scoring.median([Fraction(3), Fraction(1), Fraction(2)]) == 2
    assert scoring.median([Fraction(4), Fraction(1), Fraction(2), Fraction(3)]) == Fraction(5, 2)
    rows = [dict.fromkeys(WEIGHTS, level) for level in (0, 3, 5)]
    found = scoring.summarise(rows, WEIGHTS, rule=scoring.MEDIAN)
    assert found is not None
    assert (found.mean, found.plain) == (Decimal("60.00"), Decimal("53.33"))
    with pytest.raises(ValueError, match="no such rule"):
        scoring.result([Fraction(1)], "mode")


def test_leniency_by_hand() -> None:
    """Rater 1 gives 80 where the others give 60 and 70 (mean 65), and 50 where the other gives 60: (15 - 10) / 2."""
    given = {
        7: {1: Fraction(80), 2: Fraction(60), 3: Fraction(70)},
        8: {1: Fraction(50), 2: Fraction(60)},
        9: {4: Fraction(99)},
    }
    found = scoring.leniency(given)
    assert found[1] == Fraction(5, 2)
    assert found[3] == 0
    assert 4 not in found  # nobody to be compared with


def test_rounding_below_nought_goes_away_from_it() -> None:
    assert scoring.rounded(Fraction(-1005, 1000)) == Decimal("-1.01")
    assert scoring.rounded(Fraction(-1004, 1000)) == Decimal("-1.00")


def permutation(rows: list[dict[str, int]], shuffled: list[dict[str, int]], drop: int | None) -> None:
    for rule in scoring.RULES:
        assert scoring.summarise(rows, WEIGHTS, drop, rule) == scoring.summarise(
            shuffled, WEIGHTS, drop, rule
        )


def bounds(rows: list[dict[str, int]], drop: int | None) -> None:
    """Every rule's number lies between the ends; trimming keeps it between the second lowest and the second highest."""
    totals = sorted(scoring.total(row, WEIGHTS) for row in rows)
    for rule in scoring.RULES:
        assert totals[0] <= scoring.result(totals, rule, drop) <= totals[-1]
    if drop is not None and len(totals) >= max(drop, 3):
        assert totals[1] <= scoring.result(totals, scoring.TRIMMED, drop) <= totals[-2]


def scale(rows: list[dict[str, int]], factor: int) -> None:
    """Weights that are all so many times as large give the same numbers: only their proportions count."""
    larger = {key: weight * factor for key, weight in WEIGHTS.items()}
    for row in rows:
        assert scoring.total(row, larger) == scoring.total(row, WEIGHTS)


def recused(rows: list[dict[str, int]], own: dict[str, int], other: dict[str, int]) -> None:
    """What a recused member gave is not among the sheets, so whatever it was, the result is the same."""
    kept = {1: own, **dict(enumerate(rows, 2))}
    with_one, with_other = kept | {1: own}, kept | {1: other}
    assert [
        scoring.summarise([sheet for member, sheet in one.items() if member != 1], WEIGHTS, 5)
        for one in (with_one, with_other)
    ] == [scoring.summarise(rows, WEIGHTS, 5)] * 2


drops = st.sampled_from([None, 3, 5])


@patient
@given(sheets, st.randoms(use_true_random=False), drops, st.integers(1, 9), sheet, sheet)
def test_the_invariants_of_a_score(
    rows: list[dict[str, int]],
    random: Random,
    drop: int | None,
    factor: int,
    own: dict[str, int],
    other: dict[str, int],
) -> None:
    permutation(rows, random.sample(rows, len(rows)), drop)
    bounds(rows, drop)
    scale(rows, factor)
    recused(rows, own, other)


@pytest.mark.prove
@settings(max_examples=5000, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(sheet, min_size=1, max_size=40),
    st.randoms(use_true_random=False),
    drops,
    st.integers(1, 99),
    sheet,
    sheet,
)
def test_the_invariants_of_a_score_thousands_of_times(
    rows: list[dict[str, int]],
    random: Random,
    drop: int | None,
    factor: int,
    own: dict[str, int],
    other: dict[str, int],
) -> None:
    permutation(rows, random.sample(rows, len(rows)), drop)
    bounds(rows, drop)
    scale(rows, factor)
    recused(rows, own, other)
