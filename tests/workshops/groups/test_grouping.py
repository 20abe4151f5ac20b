"""Opinion groups: what any method must find, what never changes the result, and what real conversations look like."""

import os
from collections import Counter
from itertools import pairwise
from math import comb
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshops.groups import Votes, group_opinions, read_votes
from workshops.groups.clusters import k_means, silhouette
from workshops.groups.speaking import difference_z, proportion_z

CONVERSATIONS = Path(os.environ.get("CIVIC_REAL_DATA", "../shared/data")) / "polis"


def camps(*sizes: int, statements: int = 12, gap: int = 5) -> Votes:
    """Camps that answer a run of statements each in its own way; every ``gap``-th vote was not cast."""
    votes = {}
    for camp, size in enumerate(sizes):
        for person in range(size):
            for statement in range(statements):
                if (person + statement) % gap == 0:
                    continue
                mine = statement % len(sizes) == camp
                votes[f"{camp}-{person}", str(statement)] = 1 if mine else -1
    return Votes.of(votes)


def camps_found(votes: Votes, group: np.ndarray) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for voter, one in zip(votes.voters, group, strict=True):
        found.setdefault(voter.split("-")[0], set()).add(int(one))
    return found


@pytest.mark.parametrize("sizes", [(30, 20), (40, 25, 15)])
def test_camps_that_answer_differently_become_groups(sizes: tuple[int, ...]) -> None:
    votes = camps(*sizes)
    found = group_opinions(votes)
    assert found.sizes == sorted(sizes, reverse=True)
    assert camps_found(votes, found.group).keys() == {str(camp) for camp in range(len(sizes))}
    assert all(len(groups) == 1 for groups in camps_found(votes, found.group).values())


def test_what_a_camp_says_alone_stands_for_it() -> None:
    votes = camps(30, 20)
    found = group_opinions(votes)
    for group, camp in enumerate("01"):
        assert {votes.voters[place].split("-")[0] for place in np.flatnonzero(found.group == group)} == {camp}
        agreed = {votes.statements[one.statement] for one in found.sayings[group] if one.agrees}
        assert agreed <= {str(one) for one in range(12) if one % 2 == int(camp)}
        assert found.sayings[group], "a camp with views of its own has statements that stand for it"


def test_what_all_say_is_shared_and_what_parts_them_divides() -> None:
    votes = {(f"{camp}-{person}", str(statement)): value
             for camp, size in ((0, 20), (1, 15)) for person in range(size) for statement, value in
             ((0, 1), (1, 1 if camp else -1), (2, -1 if camp else 1), (3, -1), (4, 1 if camp else -1))}  # fmt: skip
    found = group_opinions(Votes.of(votes))
    assert {found.votes.statements[one] for one in found.shared} == {"0", "3"}
    assert {found.votes.statements[one] for one in found.dividing} == {"1", "2", "4"}


def test_no_group_is_smaller_than_ten() -> None:
    assert group_opinions(camps(30, 9)).sizes == [39]
    assert group_opinions(camps(30, 10)).sizes == [30, 10]


def test_who_voted_on_too_little_is_in_no_group_but_is_counted() -> None:
    votes = {(f"0-{person}", str(statement)): 1 for person in range(12) for statement in range(8)}
    votes |= {("late", str(statement)): -1 for statement in range(6)}
    found = group_opinions(Votes.of(votes))
    assert found.group[found.votes.voters.index("late")] == -1
    assert int((found.votes.value == -1).sum()) == 6
    assert found.sizes == [12]


def test_a_room_of_one_mind_is_one_group() -> None:
    votes = {(f"0-{person}", str(statement)): 1 for person in range(30) for statement in range(8)}
    found = group_opinions(Votes.of(votes))
    assert found.sizes == [30]
    assert found.sayings == []
    assert len(found.shared) == 5


people = st.dictionaries(
    st.tuples(st.integers(0, 40).map(str), st.integers(0, 11).map(str)), st.sampled_from([-1, 0, 1]), min_size=1, max_size=300
)  # fmt: skip


@given(people, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_votes_changes_nothing(votes: dict[tuple[str, str], int], random: object) -> None:
    entries = list(votes.items())
    random.shuffle(entries)  # type: ignore[attr-defined]
    one = group_opinions(Votes.of(votes), least_votes=2, least_people=3)
    other = group_opinions(Votes.of(dict(entries)), least_votes=2, least_people=3)
    assert (one.group == other.group).all()
    assert one.sayings == other.sayings
    assert one.silhouettes == other.silhouettes


@given(people)
@settings(max_examples=60, deadline=None)
def test_every_vote_of_the_grouped_is_counted_once(votes: dict[tuple[str, str], int]) -> None:
    found = group_opinions(Votes.of(votes), least_votes=2, least_people=3)
    grouped = {voter for voter, one in zip(found.votes.voters, found.group, strict=True) if one >= 0}
    assert found.tally.sum() == sum(1 for voter, _statement in votes if voter in grouped)
    assert sum(found.sizes) == len(grouped)
    assert all(a >= b for a, b in pairwise(found.sizes)), "groups are named from the largest on"


def test_k_means_finds_the_least_spread_of_all_divisions_of_few_places() -> None:
    """Against every division into two, which is possible for few places."""
    places = np.array([[0, 0], [0, 1], [1, 0], [4, 4], [4, 5], [9, 0], [8, 1], [5, 5]], dtype=float)

    def spread(labels: np.ndarray) -> float:
        parts = [places[labels == one] for one in range(2)]
        return sum(float(((part - part.mean(axis=0)) ** 2).sum()) for part in parts if len(part))

    every = [np.array([(mask >> bit) & 1 for bit in range(len(places))]) for mask in range(1, 2**8 - 1)]
    assert spread(k_means(places, 2)) == pytest.approx(min(map(spread, every)))


def test_the_silhouette_is_that_of_its_definition() -> None:
    places = np.array([[0, 0], [0, 2], [6, 0], [6, 2], [7, 1]], dtype=float)
    labels = np.array([0, 0, 1, 1, 1])

    def width(one: int) -> float:
        far = np.sqrt(((places - places[one]) ** 2).sum(axis=1))
        own = [far[other] for other in range(5) if other != one and labels[other] == labels[one]]
        else_ = [far[other] for other in range(5) if labels[other] != labels[one]]
        a, b = float(np.mean(own)), float(np.mean(else_))
        return (b - a) / max(a, b)

    assert silhouette(places, labels) == pytest.approx(np.mean([width(one) for one in range(5)]))


def test_the_two_tests_of_proportions_worked_by_hand() -> None:
    said, seen = np.array([8]), np.array([10])
    assert proportion_z(said, seen)[0] == pytest.approx(2 * np.sqrt(11) * (9 / 11 - 0.5))
    pooled = (9 + 3) / (11 + 16)
    z = (9 / 11 - 3 / 16) / np.sqrt(pooled * (1 - pooled) * (1 / 11 + 1 / 16))
    assert difference_z(said, seen, np.array([2]), np.array([15]))[0] == pytest.approx(z)


def adjusted_rand(one: list[str], other: list[str]) -> float:
    """Agreement of two divisions: 1 the same, 0 what chance gives (Hubert and Arabie 1985)."""
    both = sum(comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    a, b = (sum(comb(n, 2) for n in Counter(side).values()) for side in (one, other))
    expected = a * b / comb(len(one), 2)
    return (both - expected) / ((a + b) / 2 - expected)


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "people", "agreement"), [("vtaiwan.uberx", 1218, 0.7), ("15-per-hour-seattle", 138, 0.7)]
)
def test_real_conversations_fall_into_much_the_same_groups_as_published(
    name: str, people: int, agreement: float
) -> None:
    folder = CONVERSATIONS / name
    if not folder.is_dir():
        pytest.skip("CIVIC_REAL_DATA is not here")
    found = group_opinions(read_votes(folder / "votes.csv"))
    lines = (folder / "participants-votes.csv").read_text(encoding="utf-8").splitlines()[1:]
    published = dict(line.split(",")[:2] for line in lines)
    pairs = [
        (published[voter], str(group))
        for voter, group in zip(found.votes.voters, found.group, strict=True)
        if group >= 0 and published[voter]
    ]
    assert len(pairs) == people
    assert len(found.sizes) == len(set(published.values()) - {""})
    assert adjusted_rand([a for a, _ in pairs], [b for _, b in pairs]) > agreement
