"""Other rules beside the counted one, and class-weighted counts from the rule set to the stranger's recount."""

import io
import json
from contextlib import redirect_stdout

import pytest
from django.core.files.storage import default_storage

from budgeting.committee.models import Decision
from budgeting.counting.cli import main
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.packing import path_of
from budgeting.results.domain.publishing import publish_results
from budgeting.results.domain.recounting import recount
from budgeting.results.models import Count, EnvelopeCount, Standing
from budgeting.results.words import command
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def counted(oh, ballots, costs=(600, 500, 400), **rules):
    people = making.voters(len(ballots))
    vote = making.a_vote(costs, **rules)
    for person, places in zip(people, ballots, strict=True):
        vote.cast(person, *places)
    vote.close()
    return vote


def test_other_rules_are_stored_with_the_count_and_shown_after_the_publication(client, oh, jang, settings):
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = counted(oh, ((0,), (0, 1), (0, 1), (2,)))
    count_votes(oh, making.fresh(vote.cycle))
    stored = {one["rule"]: one["winners"] for one in EnvelopeCount.objects.get().comparison}
    assert set(stored) == {"greedy-no-skip", "equal-shares", "phragmen"}
    assert stored["greedy-no-skip"] == [vote.projects[0].number]
    client.force_login(oh)
    address = f"/results/{vote.cycle.slug}/"
    client.cookies["django_language"] = "en"
    heading = "What other rules would have made of it"
    assert heading not in client.get(address).content.decode()
    publish_results(jang, making.fresh(vote.cycle))
    assert heading in client.get(address).content.decode()


def test_the_committees_score_weighs_beside_the_votes(client, oh, jang, settings):
    settings.BALLOT_FILE_MINIMUM = 1
    vote = counted(
        oh,
        ((0,), (0,), (1,), ()),
        count_rule="class-weighted",
        committee_weight=40,
        weights={"citizens": 100},
    )
    committee = factories.a_committee(vote.cycle)
    for project, score in zip(vote.projects, (60, 95, 50), strict=True):
        Decision.objects.create(
            project=project, committee=committee, outcome="admitted", reason="심사 결과입니다.", score=score,
            lowest=score, highest=score, raters=3, recused=0, voting_members=5,
        )  # fmt: skip
    count_votes(oh, making.fresh(vote.cycle))

    sums = [one.step["score"] for one in Standing.objects.order_by("rank")]
    # citizens 2 of 4 ballots × 60 + 60 of 100 × 40 = 54; 1 of 4 × 60 + 95 of 100 × 40 = 53; 0 + 20
    assert [int(one) for one in sums] == [54, 53, 20]
    publish_results(jang, making.fresh(vote.cycle))
    assert not list(recount(vote.cycle))
    client.cookies["django_language"] = "en"
    page = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    assert "2 ÷ 4 × 60 = 30" in page
    assert "95 ÷ 100 × 40 = 38" in page

    row = EnvelopeCount.objects.get()
    file = default_storage.path(path_of(vote.cycle, f"{row.envelope.key}.pb"))
    arguments = command(row, vote.cycle.slug).split()[3:]
    with redirect_stdout(io.StringIO()) as said:
        assert main([file, *arguments[1:]]) == 0
    again = json.loads(said.getvalue())
    assert again["profile_sha256"] == row.digest
    assert again["winners"] == [one.project.number for one in Standing.objects.filter(funded=True)]


def test_the_weight_of_a_class_without_ballots_goes_to_the_citizens_and_the_page_says_so(client, oh, jang):
    vote = counted(
        oh,
        ((0,), (1,)),
        count_rule="class-weighted",
        weights={"citizens": 50, "committee": 30, "proposers": 20},
    )
    count_votes(oh, making.fresh(vote.cycle))
    parts = Standing.objects.first().step["classes"]
    assert [(one["name"], one["weight"], one["of"]) for one in parts] == [
        ("citizens", "70", 2),
        ("committee", "30", 100),
    ]
    assert Count.objects.get().ballots == 2
    publish_results(factories.a_staff_member("second", "publisher"), making.fresh(vote.cycle))
    client.cookies["django_language"] = "en"
    assert "50 + 20 = 70" in client.get(f"/results/{vote.cycle.slug}/").content.decode()
