"""A paper on which nothing stands: no way that leads nowhere, and no vote on nothing. A vote that was never prepared."""

from uuid import uuid4

import pytest
from django.test import Client

from budgeting.results.next_steps import next_step
from budgeting.voting.domain.casting import cast_ballot
from budgeting.voting.domain.preparing import prepare_voting
from budgeting.voting.domain.taking_off import take_off_ballot
from budgeting.voting.models import SealedBallot, VotingGroup
from budgeting.voting.refusals import NothingOnBallot, TooLateToPrepare
from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def of_jongno() -> making.Vote:
    """A vote whose only envelope is for the people of Jongno."""
    return making.a_vote((300, 200), own_borough_only=True, area=factories.a_borough())


def test_whose_district_has_no_project_reads_so_and_casts_nothing(
    client: Client, kim: User, lee: User
) -> None:
    vote = of_jongno()
    lee.language = "en"
    lee.save()
    client.force_login(lee)
    start = f"/vote/{vote.cycle.slug}/"
    page = client.get(start).content.decode()
    assert "No project stands on your ballot." in page
    assert f'href="{start}ballot/"' not in page, "a button that led to a page that is not there"
    assert client.get(f"{start}ballot/").headers["X-Refusal"] == "voting.nothing_on_ballot"
    with pytest.raises(NothingOnBallot):
        cast_ballot(lee, vote.cycle, {}, uuid4())
    assert not SealedBallot.objects.exists()
    said = client.get(f"/api/v1/votes/{vote.cycle.slug}/").json()
    assert (said["may_vote"], [one["code"] for one in said["reasons"]]) == (
        False,
        ["voting.nothing_on_ballot"],
    )
    vote.cast(kim, 0)
    assert SealedBallot.objects.count() == 1


def test_the_last_project_is_taken_off_while_somebody_chooses(client: Client, kim: User, oh: User) -> None:
    vote = making.a_vote((300, 200), prepared=False, open_now=False)
    other = factories.an_envelope(vote.cycle)
    lonely = factories.a_project(other)
    making.begin(vote)
    client.force_login(kim)
    here = f"/vote/{vote.cycle.slug}/ballot/{other.key}/"
    assert client.get(here).status_code == 200
    take_off_ballot(oh, lonely, ground="law", reason="허가가 취소되었습니다.")
    answer = client.post(here, {"choice": lonely.number, "do": "next"})
    assert (answer.status_code, answer["Location"]) == (302, f"/vote/{vote.cycle.slug}/ballot/")
    assert client.get(answer["Location"])["Location"].endswith(f"/ballot/{vote.envelope.key}/")
    assert client.get(f"/vote/{vote.cycle.slug}/ballot/nothing/").status_code == 404


def test_with_all_projects_taken_off_nobody_votes_on_nothing(client: Client, kim: User, oh: User) -> None:
    vote = making.a_vote((300,))
    take_off_ballot(oh, vote.projects[0], ground="law", reason="허가가 취소되었습니다.")
    client.force_login(kim)
    assert client.get(f"/vote/{vote.cycle.slug}/ballot/").headers["X-Refusal"] == "voting.nothing_on_ballot"
    with pytest.raises(NothingOnBallot):
        cast_ballot(kim, vote.cycle, {}, uuid4())


def test_a_vote_that_is_over_is_not_prepared_any_more(oh: User, kim: User) -> None:
    """It could be closed, counted and published, and funded what lots decide: nobody could have voted."""
    vote = making.a_vote(prepared=False)
    vote.end()
    with pytest.raises(TooLateToPrepare):
        prepare_voting(oh, making.fresh(vote.cycle))
    assert not VotingGroup.objects.exists()
    assert next_step(making.fresh(vote.cycle), now()) is None, "no desk asks for it for ever"
