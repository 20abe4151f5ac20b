"""From the pages of a cycle and of a project one finds the vote, and afterwards the result, with what comes by when."""

from typing import Any

import pytest
from django.test import Client

from budgeting.cycles.models import Project
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from civic.accounts.actors import System
from civic.common.dates import date_text
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode().split("<main")[1]


def test_while_the_vote_is_open_both_pages_lead_to_it(english: Client, kim: Any) -> None:
    vote = making.a_vote()
    start = f'href="/vote/{vote.cycle.slug}/"'
    for path in (f"/budget/{vote.cycle.slug}/", vote.projects[0].get_absolute_url()):
        assert start in body(english, path), path
    Project.objects.filter(pk=vote.projects[0].pk).update(state="not_admitted")
    assert start not in body(english, vote.projects[0].get_absolute_url())


def test_before_it_opens_there_is_no_way_and_no_question_to_the_database(english: Client) -> None:
    vote = making.a_vote(open_now=False)
    assert f'href="/vote/{vote.cycle.slug}/"' not in body(english, f"/budget/{vote.cycle.slug}/")


def test_between_close_and_result_the_pages_say_when_the_result_is_due(english: Client, kim: Any) -> None:
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.close()
    page = body(english, f"/budget/{vote.cycle.slug}/")
    due = making.fresh(vote.cycle).process.phase("result")
    assert due is not None
    assert f"it is due on {date_text(due.opens_at)}" in page
    assert f'href="/vote/{vote.cycle.slug}/"' not in page
    count_votes(System("test"), making.fresh(vote.cycle))
    assert "/results/" not in body(english, f"/budget/{vote.cycle.slug}/"), "counted, but not published"


def test_the_result_stands_on_both_pages_once_it_is_published(english: Client, jang: Any) -> None:
    people = making.voters(4)
    vote = making.a_vote((600, 500, 400))
    for number, person in enumerate(people):
        vote.cast(person, number % 3)
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    page = body(english, f"/budget/{vote.cycle.slug}/")
    assert f'href="/results/{vote.cycle.slug}/"' in page
    assert "2 of 3 projects are funded." in page
    left_out = Project.objects.get(state="not_funded")
    said = body(english, left_out.get_absolute_url())
    assert f'href="/results/{vote.cycle.slug}/#project-{left_out.pk}"' in said
    assert "too little" in said, "why, in the words of the count"
    assert "This project gets no money in this cycle." in said


@pytest.mark.parametrize("state", ["ineligible", "not_admitted", "withdrawn", "divided"])
def test_a_project_that_goes_no_further_does_not_say_that_it_is_voted_on(state: str, english: Client) -> None:
    vote = making.a_vote()
    Project.objects.filter(pk=vote.projects[0].pk).update(state=state)
    section = body(english, vote.projects[0].get_absolute_url()).split('id="next"')[1].split("</section>")[0]
    assert "Open now" not in section


def test_who_reads_a_cycle_that_gathers_finds_the_way_to_propose(english: Client) -> None:
    cycle = factories.a_cycle("gather")
    assert 'href="/proposals/new/"' in body(english, f"/budget/{cycle.slug}/")
    assert 'href="/proposals/new/"' not in body(english, f"/budget/{factories.a_cycle('review').slug}/")


def test_the_officers_desk_counts_until_the_day_the_result_is_due(
    english: Client, oh: Any, kim: Any, settings: Any
) -> None:
    """Not until the close of the vote, which is over before anybody may count."""
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.close()
    english.force_login(oh)
    page = body(english, "/desk/")
    line = page.split(f'href="/results/desk/{vote.cycle.slug}/"')[1].split("</li>")[0]
    assert "Count the votes" in line
    assert "deadline--over" not in line


def test_while_appeals_are_possible_the_result_says_where_to_make_one(
    english: Client, jang: Any, kim: Any, settings: Any
) -> None:
    vote = making.a_vote()
    vote.cast(kim, 0)
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    publish_results(jang, making.fresh(vote.cycle))
    address = f"/results/{vote.cycle.slug}/"
    assert "Appeal against the result" in body(english, address)
    settings.BALLOT_APPEAL_DAYS = 0
    assert "Appeal against the result" not in body(english, address)
