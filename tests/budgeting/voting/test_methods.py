"""Every way of voting: what is taken, what is refused and in which words, and what is sealed."""

from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from budgeting.voting import keys, sealing
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.models import SealedBallot
from civic.common.refusals import Refusal
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db

COSTS = (600, 500, 400)
APPROVAL = {"picks_min": 2, "picks_max": 2}
ONE = {"method": "choose_one", "picks_max": 1}
KNAPSACK = {"method": "knapsack", "picks_max": None}
POINTS = {"method": "cumulative", "picks_max": None, "points": 10, "points_each": 6}
RANKING = {"method": "ranking", "picks_max": 2}


def sealed(vote):
    stored = SealedBallot.objects.get()
    return sealing.unseal(keys.private_key(vote.group.pk), bytes(stored.sealed))


@pytest.mark.parametrize(
    ("envelope", "places", "points", "code"),
    [
        (APPROVAL, (0, 1), (), None),
        (APPROVAL, (), (), None),
        (APPROVAL, (0,), (), "voting.too_few_projects"),
        (APPROVAL, (0, 1, 2), (), "voting.too_many_projects"),
        (APPROVAL, (0, 0), (), "voting.named_twice"),
        (APPROVAL, (0, 1), (1, 1), "voting.points_do_not_fit"),
        (ONE, (2,), (), None),
        (ONE, (1, 2), (), "voting.too_many_projects"),
        (KNAPSACK, (0, 2), (), None),
        (KNAPSACK, (0, 1), (), "voting.over_budget"),
        (POINTS, (0, 1), (6, 4), None),
        (POINTS, (2,), (1,), None),
        (POINTS, (), (), None),
        (POINTS, (0, 1), (6, 5), "voting.too_many_points"),
        (POINTS, (0, 1), (7, 1), "voting.too_many_points_for_one"),
        (POINTS, (0, 1), (5,), "voting.points_do_not_fit"),
        (POINTS, (0, 1), (5, 0), "voting.points_do_not_fit"),
        (POINTS, (0, 1), (11, -1), "voting.points_do_not_fit"),
        (POINTS, (0, 0), (1, 1), "voting.named_twice"),
        (RANKING, (2, 0), (), None),
        (RANKING, (2, 0, 1), (), "voting.too_many_projects"),
        (RANKING, (2, 2), (), "voting.named_twice"),
    ],
)
def test_the_server_takes_what_the_rules_allow_and_says_what_is_wrong(kim, envelope, places, points, code):
    vote = making.a_vote(COSTS, **envelope)
    if code is None:
        vote.cast(kim, *places, points=points)
        assert SealedBallot.objects.count() == 1
        return
    with pytest.raises(Refusal) as no:
        vote.cast(kim, *places, points=points)
    assert no.value.code == code
    assert not SealedBallot.objects.exists()


@pytest.mark.parametrize(
    ("envelope", "places", "points"),
    [(APPROVAL, (0, 1, 2), ()), (KNAPSACK, (0, 1), ()), (POINTS, (0, 1), (9, 9)), (RANKING, (2, 1, 0), ())],
)
def test_where_invalid_ballots_are_void_they_are_taken(kim, envelope, places, points):
    vote = making.a_vote(COSTS, invalid_rule="void", **envelope)
    vote.cast(kim, *places, points=points)
    assert SealedBallot.objects.count() == 1


@pytest.mark.parametrize("envelope", [APPROVAL, POINTS, RANKING])
def test_void_or_not_what_is_malformed_is_refused(kim, envelope):
    vote = making.a_vote(COSTS, invalid_rule="void", **envelope)
    points = {vote.envelope.key: [1, 1]} if envelope is POINTS else None
    for chosen in (["nonsense", vote.projects[0].number], [vote.projects[0].number] * 2):
        with pytest.raises(Refusal):
            cast_ballot(kim, vote.cycle, {vote.envelope.key: chosen}, uuid4(), points)
    assert not SealedBallot.objects.exists()


def test_a_ranking_is_sealed_in_its_order_and_a_choice_is_not(kim):
    vote = making.a_vote(COSTS, **RANKING)
    vote.cast(kim, 2, 0)
    assert sealed(vote).choices == {vote.envelope.key: [vote.projects[2].number, vote.projects[0].number]}


def test_points_are_sealed_beside_their_projects(kim):
    vote = making.a_vote(COSTS, **POINTS)
    vote.cast(kim, 2, 0, points=(3, 5))
    opening, key = sealed(vote), vote.envelope.key
    assert opening.points is not None
    given = dict(zip(opening.choices[key], opening.points[key], strict=True))
    assert given == {vote.projects[2].number: 3, vote.projects[0].number: 5}


def test_a_ballot_without_points_is_sealed_as_before(kim):
    vote = making.a_vote(COSTS, picks_max=3)
    vote.cast(kim, 0)
    assert sealed(vote).points is None
    assert b"points" not in sealed(vote).content


def test_three_of_the_city_and_two_of_ones_own_borough_in_one_sitting():
    kim, lee = (
        factories.a_resident("kim", "1111000000"),
        factories.a_resident("lee", "1129000000"),
    )
    vote = making.a_vote(prepared=False, open_now=False, picks_min=3, picks_max=3)
    own = factories.an_envelope(vote.cycle, amount=500, own_borough_only=True, picks_min=2, picks_max=2)
    here, there = factories.a_borough("1111000000"), factories.a_borough("1129000000")
    mine = [factories.a_project(own, cost=100, area=here) for _ in range(2)]
    theirs = factories.a_project(own, cost=100, area=there)
    making.begin(vote)
    choices = {**vote.choose(0, 1, 2), own.key: [one.number for one in mine]}
    cast_ballot(kim, vote.cycle, choices, uuid4())
    assert sealed(vote).scope == "1111000000"
    with pytest.raises(Refusal) as no:
        cast_ballot(lee, vote.cycle, choices, uuid4())
    assert no.value.code == "voting.not_on_ballot"
    # one project is all that lee's borough has: nobody need choose two where there is one
    cast_ballot(lee, vote.cycle, {**vote.choose(0, 1, 2), own.key: [theirs.number]}, uuid4())


def test_a_program_casts_points_and_reads_the_rule(kim):
    vote = making.a_vote(COSTS, **POINTS)
    client = APIClient()
    client.force_login(kim)
    address = f"/api/v1/votes/{vote.cycle.slug}/"
    envelope = client.get(address).json()["envelopes"][0]
    assert (envelope["method"], envelope["points"], envelope["points_each"]) == ("cumulative", 10, 6)
    assert envelope["rule"].startswith("10점을 사업에 나누어")
    for points, status in (([6, 4], 201), ([6, 5], 422), ([0, 4], 422), (["x", 4], 422)):
        answer = client.post(
            f"{address}ballots/",
            {"choices": vote.choose(0, 1), "points": {vote.envelope.key: points}},
            format="json",
            headers={"Idempotency-Key": str(uuid4())},
        )
        assert answer.status_code == status
    assert sealed(vote).points == {vote.envelope.key: [6, 4]}
