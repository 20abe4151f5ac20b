"""Whole votes with rules that rarely meet, each counted again by a stranger with the downloaded package alone."""

import json
import zipfile
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from budgeting.committee.models import Decision
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.domain.recounting import recount
from budgeting.results.models import EnvelopeCount, Standing
from budgeting.voting import ballots
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.sequencing import sequence
from budgeting.voting.domain.taking_off import take_off_ballot
from civic.accounts.actors import System
from tests import factories
from tests.budgeting.results.test_tamperings import run
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db

FIRST, SECOND = "1111000000", "1129000000"
POINTS = {"method": "cumulative", "picks_max": None, "points": 10, "points_each": 6}


@pytest.fixture(autouse=True)
def everything_published(settings):
    settings.BALLOT_FILE_MINIMUM = 1


def by_stranger(vote, folder):
    """Close, count and publish; then what a stranger's program says of the package."""
    vote.close()
    return published(vote, folder)


def published(vote, folder):
    """The same of a vote that is closed."""
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(vote.cycle))
    assert list(recount(making.fresh(vote.cycle))) == []
    with default_storage.open(path_of(vote.cycle, "package.zip")) as file:
        (folder / "package.zip").write_bytes(file.read())
    return run("recount.py", folder / "package.zip")


def fits(ran):
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stdout + ran.stderr


def off(project):
    ballots._kept.clear()  # a process that casts looks at the ballot anew every two seconds
    take_off_ballot(
        factories.a_staff_member("oh", "budget"), project, ground="law", reason="허가가 나지 않음"
    )
    ballots._kept.clear()


def tallies(envelope):
    row = EnvelopeCount.objects.get(envelope=envelope)
    return row.ballots, row.voids


def of_own_district(**rules):
    """A vote with a second envelope, of which exactly two are chosen: one district has a single project there, another two."""
    vote = making.a_vote(prepared=False, open_now=False, **rules)
    own = factories.an_envelope(vote.cycle, amount=500, own_borough_only=True, picks_min=2, picks_max=2)
    areas = (FIRST, SECOND, SECOND)
    projects = [factories.a_project(own, cost=100, area=factories.a_borough(area)) for area in areas]
    making.begin(vote)
    return vote, own, [one.number for one in projects]


@pytest.mark.parametrize(("rule", "found"), [("block", (4, 0)), ("void", (4, 1))])
def test_nobody_need_choose_more_than_stand_on_the_paper_of_their_district(tmp_path, rule, found):
    few, many = making.voters(2, FIRST, "few"), making.voters(3, SECOND, "many")
    vote, own, (lone, *pair) = of_own_district(invalid_rule=rule)
    for person in few:
        cast_ballot(person, vote.cycle, {own.key: [lone]}, uuid4())
    for person in many[:2]:
        cast_ballot(person, vote.cycle, {own.key: pair}, uuid4())
    if rule == "void":
        cast_ballot(many[2], vote.cycle, {own.key: pair[:1]}, uuid4())
    ran = by_stranger(vote, tmp_path)
    assert tallies(own) == found
    assert Standing.objects.get(project__number=lone).votes == 2
    fits(ran)


@pytest.mark.parametrize("rule", ["block", "void"])
def test_where_nothing_is_left_of_a_district_its_ballots_stay_valid(tmp_path, rule):
    (few,), (many,) = making.voters(1, FIRST, "few"), making.voters(1, SECOND, "many")
    vote, own, (lone, *pair) = of_own_district(invalid_rule=rule)
    cast_ballot(few, vote.cycle, {own.key: [lone]}, uuid4())
    cast_ballot(many, vote.cycle, {own.key: pair}, uuid4())
    off(own.projects.get(number=lone))
    ran = by_stranger(vote, tmp_path)
    assert tallies(own) == (2, 0)
    fits(ran)


@pytest.mark.parametrize("rule", ["block", "void"])
def test_after_a_project_left_one_chooses_what_there_is(tmp_path, rule):
    people = making.voters(2)
    vote = making.a_vote((300, 200), picks_min=2, picks_max=2, invalid_rule=rule)
    vote.cast(people[0], 0, 1)
    off(vote.projects[0])
    vote.cast(people[1], 1)
    ran = by_stranger(vote, tmp_path)
    assert tallies(vote.envelope) == (2, 0)
    fits(ran)


def test_in_a_ranking_what_stands_behind_a_project_that_left_moves_up(tmp_path):
    """3 + 1 points against 2 + 2 + 1: where nobody moved up, the first would lose."""
    people = making.voters(3)
    vote = making.a_vote((100, 600, 500), amount=600, method="ranking", picks_max=3)
    vote.cast(people[0], 0, 1)
    vote.cast(people[1], 2, 1)
    vote.cast(people[2], 0, 1, 2)
    off(vote.projects[0])
    ran = by_stranger(vote, tmp_path)
    scores = {one.project_id: int(one.step["score"]) for one in Standing.objects.all()}
    assert scores == {vote.projects[1].pk: 3 + 2 + 3, vote.projects[2].pk: 3 + 2}
    fits(ran)


@pytest.mark.parametrize("rules", [{"budget_limit": 400}, {"picks_per_topic": 1}])
def test_a_ballot_that_is_void_for_money_or_policy_fields_is_void_to_a_stranger_too(tmp_path, rules):
    people = making.voters(2)
    vote = making.a_vote((300, 200, 100), prepared=False, open_now=False, invalid_rule="void", **rules)
    with factories.past():
        vote.envelope.projects.update(topic=factories.a_topic())
    making.begin(vote)
    vote.cast(people[0], 0, 1)
    vote.cast(people[1], 0)
    ran = by_stranger(vote, tmp_path)
    assert tallies(vote.envelope) == (1, 1)
    fits(ran)


def test_so_is_one_with_too_many_points_in_all_or_for_one_project(tmp_path):
    people = making.voters(3)
    vote = making.a_vote((300, 200, 100), invalid_rule="void", **POINTS)
    for person, points in zip(people, [(9, 1), (6, 6), (6, 4)], strict=True):
        vote.cast(person, 0, 1, points=points)
    ran = by_stranger(vote, tmp_path)
    assert tallies(vote.envelope) == (1, 2)
    fits(ran)


@pytest.mark.parametrize("ballots_cast", [0, 3])
@pytest.mark.parametrize("rule", ["greedy", "greedy-exclusive", "class-weighted"])
@pytest.mark.parametrize(
    "method", [{}, {"method": "ranking"}, POINTS, {"method": "knapsack", "picks_max": None}]
)
def test_no_ballot_at_all_or_only_blank_ones(tmp_path, rule, method, ballots_cast):
    people = making.voters(3)
    vote = making.a_vote(count_rule=rule, **method)
    for person in people[:ballots_cast]:
        vote.cast(person)
    fits(by_stranger(vote, tmp_path))


def test_districts_in_which_nobody_votes_at_all(tmp_path, settings):
    """Their numbers are not told: what is not told is not compared, and not called wrong."""
    settings.BALLOT_FILE_MINIMUM = 50
    making.voters(30, FIRST, "a")
    vote = making.a_vote(prepared=False, open_now=False)
    own = factories.an_envelope(
        vote.cycle, amount=500, own_borough_only=True, area=factories.a_borough(FIRST)
    )
    factories.a_project(own, cost=100)
    making.begin(vote)
    ran = by_stranger(vote, tmp_path)
    fits(ran)
    assert f"{own.key}: 0 ballots" in ran.stdout


def test_a_ballot_changed_many_times_is_the_last_one(tmp_path):
    (person,) = making.voters(1)
    vote = making.a_vote()
    for number in range(40):
        vote.cast(person, number % 3)
        if number % 7 == 0:
            sequence(vote.group, timezone.now(), everything=True)
    fits(by_stranger(vote, tmp_path))
    assert Standing.objects.get(votes=1).project == vote.projects[0]


@pytest.mark.parametrize(
    "rules",
    [{"support_threshold": "33.34"}, {"count_options": {"threshold": 2}, "count_rule": "greedy-threshold"}],
)
def test_a_least_share_or_number_of_votes_is_checked_against_the_rules(tmp_path, rules):
    people = making.voters(3)
    vote = making.a_vote(**rules)
    for person in people[:2]:
        vote.cast(person, 0)
    vote.cast(people[2], 1)
    ran = by_stranger(vote, tmp_path)
    fits(ran)
    assert f"funded: {vote.projects[0].number}\n" in ran.stdout


def test_an_envelope_of_which_everything_left_has_no_count_and_one_that_is_left_out_is_missed(tmp_path):
    people = making.voters(2)
    vote = making.a_vote(prepared=False, open_now=False)
    others = [factories.an_envelope(vote.cycle, amount=500) for _ in range(2)]
    lone, kept = (factories.a_project(one, cost=100) for one in others)
    making.begin(vote)
    choices = {**vote.choose(0), others[0].key: [lone.number], others[1].key: [kept.number]}
    cast_ballot(people[0], vote.cycle, choices, uuid4())
    off(lone)
    cast_ballot(people[1], vote.cycle, vote.choose(1), uuid4())
    fits(by_stranger(vote, tmp_path))

    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(tmp_path / "forged")
    result = json.loads((tmp_path / "forged" / "result.json").read_bytes())
    result["envelopes"] = [one for one in result["envelopes"] if one["key"] != others[1].key]
    (tmp_path / "forged" / "result.json").write_text(json.dumps(result))
    assert "the result does not count each envelope once" in run("recount.py", tmp_path / "forged").stdout


def test_a_score_of_the_committee_that_changed_after_the_opening_is_noticed_outside(tmp_path):
    """It decides between equals here; where it weighs, the courses of test_class_courses.py have it too."""
    people = making.voters(2)
    vote = making.a_vote(
        (500, 500), amount=500, prepared=False, open_now=False, tie_break=["committee_score", "lower_cost"]
    )
    body = factories.a_committee(vote.cycle)
    for project, score in zip(vote.projects, (70, 80), strict=True):
        Decision.objects.create(
            project=project, committee=body, outcome="admitted", reason="심사 결과", score=score,
            lowest=score, highest=score, raters=3, recused=0, voting_members=5,
        )  # fmt: skip
    making.begin(vote)
    for at, person in enumerate(people):
        vote.cast(person, at)
    sequence(vote.group, timezone.now(), everything=True)
    Decision.objects.filter(project=vote.projects[0]).update(score=90)
    ran = by_stranger(vote, tmp_path)
    assert "not the committee's scores that stood before the vote" in ran.stdout


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        ("equal-shares", {}),
        ("equal-shares", {"utility": "cardinality", "completion": "add1u", "step": 100, "integral": True}),
        ("greedy-no-skip", {}),
        ("greedy-per-cost", {"ties": ["lot", "cost"]}),
    ],
)
def test_a_rule_with_options_of_its_own_is_repeated_outside(tmp_path, rule, options):
    people = making.voters(3)
    vote = making.a_vote(count_rule=rule, count_options=options)
    for at, person in enumerate(people):
        vote.cast(person, *{at, 0})
    ran = by_stranger(vote, tmp_path)
    assert (ran.returncode, ran.stderr, "everything fits" in ran.stdout) == (0, "", True), ran.stdout
