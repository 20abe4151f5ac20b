"""Every way of voting, from the ballot to the count, the published file and the recount."""

import json
import re

import pytest
from django.core.files.storage import default_storage

from budgeting.counting import count, read_pb
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.domain.recounting import recount
from budgeting.results.models import Count, Standing
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db

COSTS = (600, 500, 400)
POINTS = {"method": "cumulative", "picks_max": None, "points": 10}

METHODS = {
    "choose-1": ({"method": "choose_one", "picks_max": 1}, [((0,), ()), ((2,), ()), ((2,), ())], [1, 0, 2]),
    "knapsack": (
        {"method": "knapsack", "picks_max": None},
        [((0, 2), ()), ((1, 2), ()), ((), ())],
        [1, 1, 2],
    ),
    "cumulative": (POINTS, [((0, 1), (9, 1)), ((1, 2), (2, 7)), ((), ())], [9, 3, 7]),
    "ordinal": (
        {"method": "ranking", "picks_max": 2},
        [((2, 0), ()), ((1, 2), ()), ((2,), ())],
        [1, 2, 5],  # a first place is worth 2, a second 1
    ),
}


@pytest.fixture(autouse=True)
def everything_published(settings):
    settings.BALLOT_FILE_MINIMUM = 1


def counted(officer, envelope, ballots, **rules):
    people = making.voters(len(ballots))
    vote = making.a_vote(COSTS, **envelope, **rules)
    for person, (places, points) in zip(people, ballots, strict=True):
        vote.cast(person, *places, points=points)
    vote.close()
    count_votes(officer, making.fresh(vote.cycle))
    return vote


@pytest.mark.parametrize("vote_type", METHODS)
def test_each_method_reaches_the_count_and_the_file_and_counts_the_same_again(oh, jang, vote_type):
    envelope, ballots, scores = METHODS[vote_type]
    vote = counted(oh, envelope, ballots)
    row = Count.objects.get().envelopes.get()
    assert row.shape["vote_type"] == vote_type
    found = {one.project_id: one.step["score"] for one in Standing.objects.all()}
    assert [int(found[project.pk]) for project in vote.projects] == scores
    assert list(recount(making.fresh(vote.cycle))) == []

    publish_results(jang, making.fresh(vote.cycle))
    with default_storage.open(path_of(vote.cycle, f"{vote.envelope.key}.pb"), "r") as file:
        election = read_pb(file)
    assert election.vote_type == vote_type
    outcome = count(election.profile(), row.rule, row.options)
    assert outcome.profile_sha256 == row.digest
    assert outcome.winners == [s.project.number for s in Standing.objects.filter(funded=True)]
    with default_storage.open(path_of(vote.cycle, "ballots.jsonl"), "r") as file:
        assert ("points" in json.loads(file.readline())) == (vote_type == "cumulative")


def test_points_of_a_project_withdrawn_while_people_voted_fall_away(oh):
    people = making.voters(1)
    vote = making.a_vote(COSTS, **POINTS)
    vote.cast(people[0], 0, 1, points=(4, 6))
    vote.projects[0].state = "withdrawn"
    vote.projects[0].save(update_fields=["state"])
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    found = {one.project_id: int(one.step["score"]) for one in Standing.objects.all()}
    assert found == {vote.projects[1].pk: 6, vote.projects[2].pk: 0}


def test_a_points_ballot_with_too_many_points_is_void_at_the_count(oh):
    ballots = [((0, 1), (9, 9)), ((1,), (10,))]
    counted(oh, POINTS, ballots, invalid_rule="void")
    row = Count.objects.get().envelopes.get()
    assert (row.ballots, row.voids) == (1, 1)


@pytest.mark.parametrize(
    ("method", "places", "points"),
    [(POINTS, (0, 1), (7, 3)), ({"method": "ranking", "picks_max": 3}, (2, 0), ())],
)
def test_a_receipt_shows_points_and_order_to_whoever_compares(client, oh, jang, method, places, points):
    (person,) = making.voters(1)
    vote = making.a_vote(COSTS, **method)
    receipt = vote.cast(person, *places, points=points)
    vote.close()
    count_votes(oh, making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    client.cookies["django_language"] = "en"
    page = client.post("/vote/receipt/", {"code": receipt.code}).content.decode()
    rows = re.findall(r"<li><span[^>]*>([^<]*)</span>(?: <strong[^>]*>(\d+) points</strong>)?</li>", page)
    titles = [vote.projects[at].title_en for at in places]
    assert rows == list(
        zip(titles, map(str, points), strict=True) if points else ((one, "") for one in titles)
    )
