"""The draw meets every quota, favours nobody within a stratum, and says what it cannot do."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.committee.lottery import Candidate, LotteryError, Pool, draw, successor

SEXES, AGES = ("female", "male"), ("-29", "30-44", "45-59", "60-")
BOROUGH = {"sex": {"female": 4, "male": 4}, "age": dict.fromkeys(AGES, 2)}


def people(numbers: dict[tuple[str, str], int]) -> list[Candidate]:
    return [
        Candidate(f"{sex[0]}{age}#{n:02d}", {"sex": sex, "age": age})
        for (sex, age), many in numbers.items()
        for n in range(many)
    ]


def uneven() -> list[Candidate]:
    """A pool as pools are: many older men, few young women. 5 to 12 in a stratum."""
    random = Random(7)
    return people({(sex, age): random.randint(5, 12) for sex in SEXES for age in AGES})


def counted(pool: Pool, ids: tuple[str, ...]) -> dict[str, Counter[str]]:
    by_id = {one.id: one for one in pool.candidates}
    return {trait: Counter(by_id[one].traits[trait] for one in ids) for trait in pool.quotas}


def drawn_often(times: int) -> tuple[Pool, Counter[str]]:
    """So many draws of one pool, each checked for its quotas; gives how often each candidate had a seat."""
    pool = Pool(8, uneven(), BOROUGH, 4)
    seated: Counter[str] = Counter()
    for n in range(times):
        found = draw(pool, f"seed {n}")
        assert counted(pool, found.selected) == BOROUGH
        assert not set(found.selected) & set(found.reserves)
        seated.update(found.selected)
    return pool, seated


def chi_squares(pool: Pool, seated: Counter[str]) -> dict[tuple[str, str], tuple[float, int]]:
    """Stratum → (chi-square against equal chances, degrees of freedom)."""
    found = {}
    for sex in SEXES:
        for age in AGES:
            ids = [one.id for one in pool.candidates if (one.traits["sex"], one.traits["age"]) == (sex, age)]
            expected = sum(seated[one] for one in ids) / len(ids)
            found[sex, age] = (sum((seated[one] - expected) ** 2 / expected for one in ids), len(ids) - 1)
    return found


def too_far(value: float, degrees: int) -> float:
    """The 99.99 % point of the chi-square distribution (Wilson and Hilferty 1931, PNAS 17: cube-root approximation)."""
    part = 2 / (9 * degrees)
    return float(degrees * (1 - part + 3.719 * part**0.5) ** 3)


def judge(times: int) -> None:
    pool, seated = drawn_often(times)
    for stratum, (value, degrees) in chi_squares(pool, seated).items():
        print(f"{times} draws, {'/'.join(stratum)}: chi-square {value:.1f} with {degrees} degrees of freedom")
        assert value < too_far(value, degrees), stratum


def test_a_thousand_draws_meet_every_quota_and_are_uniform_within_strata() -> None:
    judge(1_000)


@pytest.mark.prove
def test_ten_thousand_draws_meet_every_quota_and_are_uniform_within_strata() -> None:
    judge(10_000)


def test_the_test_of_uniformity_catches_a_favourite() -> None:
    """The control: one candidate in a stratum who sits twice as often."""
    pool, seated = drawn_often(300)
    favourite = next(iter(seated))
    seated[favourite] *= 4
    assert any(value > too_far(value, degrees) for value, degrees in chi_squares(pool, seated).values())


def test_the_same_list_in_another_order_gives_the_same_draw() -> None:
    rows = uneven()
    shuffled = Random(1).sample(rows, len(rows))
    assert draw(Pool(8, rows, BOROUGH, 4), "s") == draw(Pool(8, shuffled, BOROUGH, 4), "s")


def test_another_seed_or_another_public_value_gives_another_draw() -> None:
    pool = Pool(8, uneven(), BOROUGH, 4)
    assert len({draw(pool, seed, public).selected for seed in "ab" for public in ("", "417")}) == 4


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_draw_meets_its_quotas_or_says_why_not(data: st.DataObject) -> None:
    """Any pool, any quotas: against a search through all choices of candidates."""
    cells = st.tuples(st.sampled_from("ab"), st.sampled_from("xyz"))
    rows = [
        Candidate(str(n), {"one": first, "two": second})
        for n, (first, second) in enumerate(data.draw(st.lists(cells, min_size=1, max_size=8)))
    ]
    quotas = {
        "one": data.draw(st.dictionaries(st.sampled_from("ab"), st.integers(0, 3))),
        "two": data.draw(st.dictionaries(st.sampled_from("xyz"), st.integers(0, 3))),
    }
    pool = Pool(data.draw(st.integers(1, 5)), rows, quotas)
    can = _some_choice_fits(pool)
    try:
        found = draw(pool, "s")
    except LotteryError:
        assert not can
    else:
        assert can
        assert len(found.selected) == pool.seats
        assert _fits(pool, found.selected)


def _fits(pool: Pool, ids: tuple[str, ...]) -> bool:
    has = counted(pool, ids)
    return all(has[trait][value] >= n for trait, wanted in pool.quotas.items() for value, n in wanted.items())


def _some_choice_fits(pool: Pool) -> bool:
    from itertools import combinations

    ids = [one.id for one in pool.candidates]
    return any(_fits(pool, choice) for choice in combinations(ids, pool.seats))


@pytest.mark.parametrize(
    ("pool", "said"),
    [
        (Pool(0, []), "at least one seat"),
        (Pool(2, [Candidate("a")]), "1 candidates are too few for 2 seats"),
        (Pool(1, [Candidate("a"), Candidate("a")]), "on the list twice: a"),
        (Pool(1, [Candidate("a")], {"sex": {"female": 1}}), "which candidate a does not have"),
        (Pool(1, [Candidate("a", {"sex": "male"})], {"sex": {"female": 1}}), "asks for 1, but 0 of the candidates"),
        (Pool(1, [Candidate("a", {"sex": "male"})], {"sex": {"male": 2}}), "ask for 2 seats; there are 1"),
        (
            Pool(
                2,
                [Candidate("a", {"s": "f", "t": "o"}), Candidate("b", {"s": "f", "t": "o"}),
                 Candidate("c", {"s": "m", "t": "y"}), Candidate("d", {"s": "m", "t": "y"})],
                {"s": {"f": 2}, "t": {"y": 1}},
            ),
            "meets all quotas together",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_explained(pool: Pool, said: str) -> None:
    with pytest.raises(LotteryError, match=said):
        draw(pool, "s")


def test_twenty_five_boroughs_two_sexes_and_four_ages_are_drawn_together() -> None:
    """Two hundred seats from three thousand candidates with quotas in three traits."""
    random = Random(3)
    boroughs = [f"{n:02d}" for n in range(25)]
    rows = [
        Candidate(
            f"{n:04d}",
            {"area": random.choice(boroughs), "sex": random.choice(SEXES), "age": random.choice(AGES)},
        )
        for n in range(3000)
    ]
    quotas = {
        "area": dict.fromkeys(boroughs, 8),
        "sex": {"female": 100, "male": 100},
        "age": dict.fromkeys(AGES, 50),
    }
    pool = Pool(200, rows, quotas, 100)
    assert counted(pool, draw(pool, "s").selected) == quotas


def test_the_successor_is_the_first_reserve_who_keeps_the_quotas() -> None:
    sitting = [Candidate("a", {"sex": "female"}), Candidate("b", {"sex": "male"})]
    reserves = [Candidate("c", {"sex": "male"}), Candidate("d", {"sex": "female"})]
    quotas = {"sex": {"female": 1, "male": 1}}
    assert successor(sitting, reserves, quotas, sitting[0]) == reserves[1]
    assert successor(sitting, reserves, quotas, sitting[1]) == reserves[0]
    assert successor(sitting, reserves[:1], quotas, sitting[0]) == reserves[0], (
        "nobody fits: the first follows"
    )
    assert successor(sitting, [], quotas, sitting[0]) is None
