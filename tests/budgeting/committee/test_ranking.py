"""The order, the cut line, ties, changed weights, and shares: by hand, and by what must always hold."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgeting.committee import assigning, ranking, scoring
from budgeting.committee.letters import canonical, digest, letter_of
from budgeting.committee.organisations import key_of
from budgeting.committee.ranking import Candidate, Place

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WEIGHTS = [25, 25, 20, 15, 15]


def candidate(key: int, score: str, cost: int = 100, median: str = "50", number: str = "") -> Candidate:
    return Candidate(key, number or str(key), cost, Decimal(score), Decimal(median))


def keys(places: list[Place]) -> list[int]:
    return [place.candidate.key for place in places]


def test_equal_scores_share_a_rank_and_the_stated_rule_orders_them() -> None:
    rows = [
        candidate(1, "70", median="60"),
        candidate(2, "80"),
        candidate(3, "70", median="65"),
        candidate(4, "70", median="60", cost=90),
        candidate(5, "60"),
    ]
    places = ranking.ranked(rows, None)
    assert keys(places) == [2, 3, 4, 1, 5]
    assert [place.rank for place in places] == [1, 2, 2, 2, 5]
    assert [place.tied for place in places] == [False, True, True, True, False]


def test_the_line_is_drawn_before_the_first_project_that_no_longer_fits() -> None:
    rows = [candidate(1, "90", 60), candidate(2, "80", 60), candidate(3, "70", 30)]
    places = ranking.ranked(rows, 100)
    assert [place.inside for place in places] == [
        True,
        False,
        False,
    ]  # 3 would fit, and does not jump the queue
    assert [place.spent for place in places] == [60, 60, 60]


def test_below_the_minimum_nothing_is_inside() -> None:
    places = ranking.ranked([candidate(1, "61"), candidate(2, "59.99")], 1000, Decimal(60))
    assert [(place.inside, place.below_minimum) for place in places] == [(True, False), (False, True)]


def test_changed_weights_keep_the_proportions_of_the_others() -> None:
    new = ranking.changed(WEIGHTS, 0, 5)
    assert new == [30 * 75, 25 * 70, 20 * 70, 15 * 70, 15 * 70]
    assert sum(new) == 100 * 75
    assert ranking.changed([100], 0, -5) is None
    assert ranking.changed([3, 97], 0, -5) is None


def test_a_changed_weight_can_push_a_project_over_the_line() -> None:
    """A is strong where B is weak. With equal weights A leads; five points more for the second criterion turn it round."""
    of = ranking.Field(
        numbers={1: "1", 2: "2"},
        costs={1: 100, 2: 100},
        sheets={1: [(5, 3)], 2: [(3, 5)]},
        rule=scoring.MEAN,
        drop_from=None,
        amount=100,
        minimum=Decimal(0),
    )
    found = ranking.sensitivity(of, [51, 49])
    assert found.sometimes == {1, 2}
    assert (found.best[2], found.worst[2]) == (1, 2)
    crossing = {(one.criterion, one.change): len(one.crossing) for one in found.variants}
    assert crossing == {(0, 5): 0, (0, -5): 2, (1, 5): 2, (1, -5): 0}


rows = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 5))] * 5), min_size=1, max_size=9)


@patient
@given(rows, st.sampled_from(scoring.RULES), st.sampled_from([3, 5]))
def test_the_fast_way_gives_what_the_plain_one_gives(
    sheets: list[tuple[int | None, ...]], rule: str, drop: int
) -> None:
    names = "abcde"
    as_dicts = [
        {key: level for key, level in zip(names, row, strict=True) if level is not None} for row in sheets
    ]
    summary = scoring.summarise(
        [one for one in as_dicts if one], dict(zip(names, WEIGHTS, strict=True)), drop, rule
    )
    fast = ranking.results({1: sheets}, WEIGHTS, rule, drop).get(1)
    assert fast == ((summary.mean, summary.median) if summary else None)


candidates = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 10**6),
        number=st.just("1"),
        cost=st.integers(1, 50),
        score=st.integers(0, 20).map(Decimal),
        median=st.integers(0, 3).map(Decimal),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


@patient
@given(candidates, st.integers(0, 200), st.integers(0, 20).map(Decimal))
def test_the_line_never_passes_over_a_better_score_and_never_spends_too_much(
    found: list[Candidate], amount: int, minimum: Decimal
) -> None:
    places = ranking.ranked(found, amount, minimum)
    inside = [place for place in places if place.inside]
    assert sum(place.candidate.cost for place in inside) <= amount
    assert all(place.candidate.score >= minimum for place in inside)
    assert [place.inside for place in places] == sorted((place.inside for place in places), reverse=True)
    assert sorted(keys(places)) == sorted(one.key for one in found)
    for before, after in pairwise(places):
        assert before.candidate.score >= after.candidate.score
        assert (before.rank == after.rank) == (before.candidate.score == after.candidate.score)


@patient
@given(st.integers(1, 12), st.integers(1, 20), st.integers(1, 12), st.randoms(use_true_random=False))
def test_balanced_shares_are_even_and_never_go_to_who_is_barred(
    members: int, items: int, per_item: int, random: object
) -> None:
    who, what = list(range(members)), list(range(100, 100 + items))
    shares = assigning.balanced(what, who, per_item)
    load = [sum(member in given for given in shares.values()) for member in who]
    assert max(load) - min(load) <= 1
    assert all(len(given) == min(per_item, members) == len(set(given)) for given in shares.values())
    barred = {(m, i) for m in who for i in what if random.random() < 0.3}  # type: ignore[attr-defined]
    for item, raters in assigning.balanced(what, who, per_item, barred).items():
        free = [member for member in who if (member, item) not in barred]
        assert len(raters) == min(per_item, len(free))
        assert set(raters) <= set(free)


def test_sub_committees_get_their_items_and_an_item_without_one_goes_to_all() -> None:
    shares = assigning.by_group({1: 7, 2: 7, 3: 8, 4: None}, {100: 7, 101: 8, 102: None}, {(1, 100)})
    assert shares == {100: [2], 101: [3], 102: [1, 2, 3, 4]}


def test_an_item_needs_a_rater() -> None:
    with pytest.raises(ValueError, match="at least one"):
        assigning.balanced([1], [1], 0)


def test_letters_and_the_hash_of_sheets() -> None:
    assert [letter_of(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    sheets = [{"cost": 3, "benefit": 4}, {"benefit": 1, "cost": 5}]
    assert canonical(sheets) == "A;benefit=4;cost=3\nB;benefit=1;cost=5\n"
    assert digest(sheets) != digest(sheets[::-1])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("사단법인 골목살림", "(사)골목 살림", True),
        ("㈜한길", "한길 주식회사", True),
        ("Han-Gil Ltd.", "HANGIL LTD", True),
        ("한길", "한길로", False),
    ],
)
def test_names_of_organisations_are_compared_without_form_and_spaces(
    one: str, other: str, same: bool
) -> None:
    assert (key_of(one) == key_of(other)) is same
