"""The page of a result that is still to come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from civic.accounts.actors import System
from civic.processes.models import Phase
from tests import factories
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def a_vote_that_closed(*, due_in=timedelta(days=3)):
    """A vote whose box is closed and whose result is due in so long."""
    vote = making.a_vote((300, 200))
    vote.close()
    now = timezone.now()
    due = now + due_in
    phases = Phase.objects.filter(process=vote.cycle.process)
    phases.filter(kind="recount").update(opens_at=now - timedelta(days=1), closes_at=due)
    phases.filter(kind="result").update(opens_at=due, closes_at=due + timedelta(days=30))
    return vote


def page_of(client, vote):
    response = client.get(f"/results/{vote.cycle.slug}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_vote_that_runs_says_when_its_result_comes(client):
    vote = making.a_vote((300, 200))
    page = page_of(client, vote)
    assert "아직 결과가 없습니다" in page
    assert "기한 초과" not in page
    assert f'href="/vote/{vote.cycle.slug}/"' in page
    now = page.split('aria-current="step"', 1)[1].split("</li>", 1)[0]
    assert "시민투표" in now


def test_the_steps_follow_the_count(client):
    vote = a_vote_that_closed()
    closed = page_of(client, vote)
    assert "투표함을 닫았습니다" in closed
    assert f'href="/vote/{vote.cycle.slug}/"' not in closed
    count_votes(System("test"), making.fresh(vote.cycle))
    counted = page_of(client, vote)
    assert "투표함을 닫았습니다" not in counted
    assert 'id="project-' not in counted
    publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(vote.cycle))
    assert 'id="project-' in page_of(client, vote)


def test_a_result_that_is_late_says_so(client):
    page = page_of(client, a_vote_that_closed(due_in=timedelta(hours=-1)))
    assert "결과 공표가 늦어지고 있습니다" in page
    assert "timeline__event--bad" in page


def test_a_city_without_time_for_appeals_promises_none(client, settings):
    settings.BALLOT_APPEAL_DAYS = 0
    page = page_of(client, a_vote_that_closed())
    assert "이의를 신청" not in page
    assert "투표 열쇠를 파기합니다" in page


def test_no_page_for_a_draft_a_cycle_without_a_vote_and_nothing(client):
    vote = making.a_vote((300, 200))
    vote.cycle.published = False
    vote.cycle.save(update_fields=["published"])
    without = factories.a_cycle(phase="gather")
    Phase.objects.filter(process=without.process, kind="voting").delete()
    for slug in (vote.cycle.slug, without.slug, "nothing"):
        assert client.get(f"/results/{slug}/").status_code == 404


@pytest.mark.parametrize("projects", [1, 3])
def test_the_page_costs_the_same_queries(client, projects, django_assert_num_queries):
    vote = making.a_vote([100] * projects)
    with django_assert_num_queries(3):  # the count, the vote, its phases
        page_of(client, vote)


@pytest.mark.parametrize("votes", [1, 3])
def test_the_list_names_what_waits_longest_first(client, votes, django_assert_num_queries):
    waiting = [a_vote_that_closed(due_in=timedelta(days=1 + n)) for n in range(votes)]
    making.a_vote((300,))  # runs still
    with django_assert_num_queries(3):  # the results, those that wait, their phases
        page = client.get("/results/").content.decode()
    listed = page.split('id="waiting"', 1)[1].split("</section>", 1)[0]
    assert listed.count("<li>") == votes
    places = [listed.index(f"/results/{one.cycle.slug}/") for one in waiting]
    assert places == sorted(places)


def test_a_published_result_waits_no_more(client):
    vote = a_vote_that_closed()
    count_votes(System("test"), making.fresh(vote.cycle))
    assert 'id="waiting"' in client.get("/results/").content.decode()
    publish_results(factories.a_staff_member("jang", "publisher"), making.fresh(vote.cycle))
    assert 'id="waiting"' not in client.get("/results/").content.decode()
