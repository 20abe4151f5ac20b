"""What proposals show on home, my page, the desk, on the golden thread, in the search and as open data."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from civic.opendata.catalogue import registry as datasets
from civic.portal.searching import search
from civic.portal.threads import thread
from proposals.domain import answering, approving, searching
from proposals.models import Proposal
from tests import factories
from tests.proposals.calls import a_limited_call

pytestmark = pytest.mark.django_db


def test_home_shows_what_is_near_its_threshold_and_how_many_answers_are_late(client):
    near = factories.a_proposal(support_count=48)
    factories.a_proposal(state="review", answer_due_at=timezone.now() - timedelta(days=1))
    page = client.get("/").content.decode()
    assert near.title in page
    assert "/proposals/overdue/" in page


def test_home_shows_the_calls_that_are_open(client):
    opened, over = a_limited_call(), a_limited_call(opens=-20, closes=-1)
    coming, prepared = a_limited_call(opens=5), a_limited_call(published_at=None)
    page = client.get("/").content.decode()
    assert opened.get_absolute_url() in page
    assert all(one.get_absolute_url() not in page for one in (over, coming, prepared))


def test_my_page_leads_to_my_searches_and_no_others(client, kim, lee):
    now = timezone.now()
    searching.save_search(kim, name="우리 동네 공원", query="topic=parks", every="day", at=now)
    searching.save_search(lee, name="남의 검색", query="topic=roads", every="never", at=now)
    client.force_login(kim)
    page = client.get("/me/").content.decode()
    assert "우리 동네 공원" in page
    assert "/proposals/searches/" in page
    assert "남의 검색" not in page


def test_the_desk_leads_those_who_run_calls_to_the_result_that_is_missing(client, park, yoon):
    over, opened = a_limited_call(opens=-20, closes=-1), a_limited_call()
    for person, shown in ((park, True), (yoon, False)):
        factories.a_second_factor(person)
        client.force_login(person)
        page = client.get("/desk/").content.decode()
        assert ("/proposals/desk/calls/" in page) is shown
        assert (f"/proposals/desk/calls/{over.call.process.slug}/result/" in page) is shown
        assert f"/proposals/desk/calls/{opened.call.process.slug}/result/" not in page


def test_my_page_shows_drafts_proposals_and_supports(client, kim, lee):
    draft, mine = factories.a_proposal(author=kim, state="draft"), factories.a_proposal(author=kim)
    theirs = factories.a_proposal(author=lee)
    theirs.supports.create(user=kim)
    client.force_login(kim)
    page = client.get("/me/").content.decode()
    assert all(one.title in page for one in (draft, mine, theirs))


def test_the_desk_shows_the_own_department_by_due_date(client, yoon):
    now = timezone.now()
    later = factories.a_proposal(state="review", answer_due_at=now + timedelta(days=9))
    sooner = factories.a_proposal(state="review", answer_due_at=now + timedelta(days=2))
    other = factories.a_proposal(state="review", department=factories.a_department("roads"))
    unrouted = factories.a_proposal(state="review", department=None)
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    for address in ("/desk/", "/proposals/desk/"):
        page = client.get(address).content.decode()
        assert page.index(sooner.title) < page.index(later.title)
        assert other.title not in page
        assert unrouted.title in page


def test_the_desk_shows_whose_step_is_next(client, kim, yoon, seo, jang):
    now = timezone.now()
    asked = factories.a_proposal(author=kim, state="answered", title="토론을 정할 제안")
    asked.rungs.create(
        consequence="debate", count=100, answer_days=30, reached_at=now, due_at=now + timedelta(days=30)
    )
    drafted = factories.a_proposal(author=kim, state="review", title="승인할 답변")
    approving.ask(yoon, approving.save_draft(yoon, drafted, at=now, disposition="in_force", text="답"))
    seen = {}
    for person in (yoon, seo, jang):
        factories.a_second_factor(person)
        client.force_login(person)
        seen[person.display_name] = client.get("/desk/").content.decode()
    assert f"/proposals/{asked.number}/debate/open/" in seen["seo"]
    assert f"/proposals/{drafted.number}/answer/approve/" in seen["jang"]
    assert f"/proposals/{drafted.number}/answer/approve/" not in seen["yoon"], "nobody approves their own"


def test_only_officers_have_a_desk(client, kim, park):
    client.force_login(kim)
    assert client.get("/proposals/desk/").status_code == 403
    factories.a_second_factor(park)
    client.force_login(park)
    assert client.get("/proposals/desk/").status_code == 403


def test_the_thread_has_the_proposal_its_supports_and_its_answer(yoon):
    proposal = factories.a_proposal(state="review", support_count=50, threshold_reached_at=timezone.now())
    [waiting] = [knot for knot in thread(proposal.number, None) if knot.stage == "answer"]
    assert (waiting.done, waiting.at) == (False, proposal.answer_due_at)
    answering.answer(yoon, proposal, disposition="in_force", text="하고 있습니다.", at=timezone.now())
    knots = thread(proposal.number, None)
    assert [knot.stage for knot in knots] == ["proposal", "supports", "answer"]
    assert all(knot.done for knot in knots)


def test_the_search_of_the_site_finds_proposals():
    proposal = factories.a_proposal(title="공영주차장을 열어 주세요")
    [(_finder, [found])] = search("주차", AnonymousUser())
    assert found.url == f"/proposals/{proposal.number}/"


def test_open_data_holds_what_is_public_and_nobodys_name(kim, yoon):
    proposal = factories.a_proposal(author=kim, state="review")
    factories.a_proposal(state="hidden")
    factories.a_proposal(state="draft")
    answering.answer(yoon, proposal, disposition="in_force", text="하고 있습니다.", at=timezone.now())
    [row] = datasets["proposals"].rows()
    [answer] = datasets["answers"].rows()
    assert (row["number"], row["state"], answer["in_time"]) == (proposal.number, "answered", True)
    for name, found in (("proposals", row), ("answers", answer)):
        assert set(found) == {column.name for column in datasets[name].columns}
    out = io.StringIO()
    print(row, answer, file=out)
    assert kim.email not in out.getvalue()
    assert Proposal.objects.count() == 3
