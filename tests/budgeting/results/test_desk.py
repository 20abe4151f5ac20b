"""The officers' desk of a vote: what comes next, whose it is, and what is in the way."""

from typing import Any

import pytest
from django.test import Client

from budgeting.results.domain.certifying import certify_result, destroy_keys
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.results.refusals import NotCounted, SameOfficer
from civic.common.refusals import NotAllowed
from tests import factories
from tests.budgeting.voting import booths, making

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode().split("<main")[1]


def step_in_the_list(english: Client, vote: Any) -> str:
    page = body(english, "/results/desk/")
    return page.split(f'href="/results/desk/{vote.cycle.slug}/"')[1].split("</li>")[0]


def test_the_list_of_votes_says_of_each_what_comes_next_until_the_keys_are_destroyed(
    english: Client, oh: Any, jang: Any, kim: Any, settings: Any
) -> None:
    settings.DEMO_MODE = True  # staff need no second factor here
    vote = making.a_vote()
    vote.cast(kim, 0)
    english.force_login(oh)
    assert "Next: Close the box, from" in step_in_the_list(english, vote)
    vote.close()
    assert "Next: Count the votes" in step_in_the_list(english, vote)
    count_votes(oh, making.fresh(vote.cycle))
    assert "Next: Publish the result" in step_in_the_list(english, vote)
    assert vote.cycle.slug not in body(english, "/desk/"), "whoever counted does not publish"
    publish_results(jang, making.fresh(vote.cycle))
    assert "Next: Certify the result, from" in step_in_the_list(english, vote)
    assert "Certify the result" not in body(english, "/desk/"), "not while appeals are possible"
    settings.BALLOT_APPEAL_DAYS = 0
    english.force_login(oh)
    said = step_in_the_list(english, vote)
    assert "Next: Certify the result" in said
    assert "from" not in said.split("Next:")[1], "no date from which on, once it has come"
    for officer in (oh, jang):
        english.force_login(officer)
        assert "Certify the result: " in body(english, "/desk/")
        certify_result(officer, making.fresh(vote.cycle))
        assert "Certify the result: " not in body(english, "/desk/")
    assert "Destroy the keys of the vote: " in body(english, "/desk/")
    destroy_keys(oh, making.fresh(vote.cycle))
    assert "Everything is done." in step_in_the_list(english, vote)
    assert vote.cycle.slug not in body(english, "/desk/")


def test_the_desk_says_what_is_in_the_way_and_whose_step_it_is(
    english: Client, oh: Any, jang: Any, kim: Any, settings: Any
) -> None:
    settings.DEMO_MODE = True
    vote = making.a_vote()
    vote.cast(kim, 0)
    desk = f"/results/desk/{vote.cycle.slug}/"
    english.force_login(oh)
    assert str(NotCounted.sentence) in body(english, desk), "not that it is another's, while nobody can"
    assert "The result is due on" in body(english, desk)
    vote.close()
    english.force_login(jang)
    page = body(english, desk)
    assert "This is for the budget officer to do." in page
    assert str(NotAllowed.sentence) not in page
    count_votes(oh, making.fresh(vote.cycle))
    english.force_login(oh)
    assert str(SameOfficer.sentence) in body(english, desk)
    english.force_login(factories.a_staff_member("another", "budget"))
    assert "officer to do who publishes results" in body(english, desk)


def test_while_slips_are_not_entered_the_desk_offers_no_count_and_says_where_they_are(
    english: Client, oh: Any, kim: Any, settings: Any
) -> None:
    settings.DEMO_MODE = True
    vote = booths.a_vote()
    booths.come(kim, booths.a_place(vote, "종로구청"), booths.a_clerk())
    vote.close()
    english.force_login(oh)
    page = body(english, f"/results/desk/{vote.cycle.slug}/")
    assert "not entered and closed yet: 종로구청" in page
    assert f'action="/results/desk/{vote.cycle.slug}/count/"' not in page
    assert english.post(f"/results/desk/{vote.cycle.slug}/count/").status_code == 409


def test_a_span_of_time_ends_at_a_moment_and_not_by_one(english: Client, oh: Any, settings: Any) -> None:
    """ "17 November, 6 pm – by 6 pm, 7 December" is no sentence."""
    settings.DEMO_MODE = True
    vote = making.a_vote()
    english.force_login(oh)
    for path in (f"/vote/{vote.cycle.slug}/", f"/results/desk/{vote.cycle.slug}/"):
        page = body(english, path)
        assert '– <span class="deadline"><time' in page, path
        end = page.split('– <span class="deadline">')[1][:120]
        assert ">by " not in end, path


def test_what_cannot_be_undone_is_asked_once_more(
    english: Client, oh: Any, jang: Any, kim: Any, settings: Any
) -> None:
    settings.DEMO_MODE, settings.BALLOT_APPEAL_DAYS = True, 0
    vote = making.a_vote((300, 200))
    vote.cast(kim, 0)
    vote.close()
    there = f"/results/desk/{vote.cycle.slug}/"
    english.force_login(jang)
    assert english.get(f"{there}publish/").status_code == 409, "nothing is counted yet"
    count_votes(oh, making.fresh(vote.cycle))
    assert f'href="{there}publish/"' in body(english, there)
    page = body(english, f"{there}publish/")
    assert "This cannot be undone." in page
    assert f'action="{there}publish/"' in page
    assert english.get(f"/results/{vote.cycle.slug}/files/result.json").status_code == 404
    assert english.post(f"{there}publish/").status_code == 302
    for officer in (oh, jang):
        certify_result(officer, making.fresh(vote.cycle))
    assert f'href="{there}destroy-keys/"' in body(english, there)
    assert f'action="{there}destroy-keys/"' in body(english, f"{there}destroy-keys/")
    assert making.fresh(vote.cycle).voting.keys_destroyed_at is None
    assert english.post(f"{there}destroy-keys/").status_code == 302
    assert making.fresh(vote.cycle).voting.keys_destroyed_at is not None
