"""Saved searches: kept once, told once, dropped with their feed."""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from civic.accounts.domain.leaving import leave
from civic.notifications.domain.delivering import deliver_waiting
from civic.notifications.models import Event, Message
from proposals.domain import searching
from proposals.listing import Wish
from proposals.models import SavedSearch
from proposals.refusals import NothingToSearch, SearchKept, TooManySearches
from tests import factories

pytestmark = pytest.mark.django_db
DAY, ATOM = timedelta(days=1), "{http://www.w3.org/2005/Atom}"


def saved(person, query="topic=parks", every="day", **more):
    return searching.save_search(
        person, name="공원", query=query, every=every, at=more.get("at", timezone.now())
    )


def submitted(minutes, **fields):
    """A proposal that came in so many minutes from now."""
    row = factories.a_proposal(topic=factories.a_topic("parks"), **fields)
    type(row).objects.filter(pk=row.pk).update(submitted_at=timezone.now() + timedelta(minutes=minutes))
    return row


@pytest.mark.parametrize("runs", range(6))
def test_what_is_new_is_told_once_however_often_the_task_runs(kim, runs):
    saved(kim)
    submitted(-60, title="이미 있던 제안")
    for minutes in (10, 20):
        submitted(minutes, title="새 제안")
    submitted(30, title="가린 제안", state="hidden")
    tomorrow = timezone.now() + DAY + timedelta(minutes=1)
    for _ in range(runs):
        searching.tell_all(tomorrow)
    deliver_waiting()
    assert Message.objects.filter(user=kim, event__kind="proposals.saved_search").count() == min(runs, 1)
    if runs:
        assert Event.objects.get(kind="proposals.saved_search").params["count"] == "2"


def test_the_next_day_tells_only_what_came_since(kim):
    saved(kim)
    submitted(10)
    first = timezone.now() + DAY + timedelta(minutes=1)
    assert searching.tell_all(first) == 1
    assert searching.tell_all(first + DAY) == 0
    submitted(2 * 24 * 60 + 30)
    assert searching.tell_all(first + 2 * DAY + timedelta(hours=2)) == 1


def test_a_search_that_is_only_a_feed_tells_nobody(kim):
    saved(kim, every="never")
    submitted(10)
    assert searching.tell_all(timezone.now() + 9 * DAY) == 0


def test_a_weekly_search_waits_for_its_week(kim):
    saved(kim, every="week")
    submitted(10)
    assert searching.tell_all(timezone.now() + 2 * DAY) == 0
    assert searching.tell_all(timezone.now() + 8 * DAY) == 1


def test_one_search_is_saved_once_and_twenty_at_most(kim):
    saved(kim)
    with pytest.raises(SearchKept):
        saved(kim)
    with pytest.raises(NothingToSearch):
        saved(kim, query="")
    for n in range(19):
        saved(kim, query=f"q={n}")
    with pytest.raises(TooManySearches):
        saved(kim, query="q=more")


def test_the_order_of_the_filters_makes_no_other_search():
    assert searching.query_of(Wish(q="골목", topic="parks", order="random")) == searching.query_of(
        Wish(topic="parks", q="골목", after="x")
    )


def test_saving_changing_and_dropping_in_the_browser(client, kim, lee):
    client.force_login(kim)
    assert "/proposals/searches/save/?topic=parks" in client.get("/proposals/?topic=parks").content.decode()
    assert client.get("/proposals/searches/save/?topic=parks").status_code == 200
    client.post("/proposals/searches/save/?topic=parks", {"name": "공원", "every": "day"})
    search = SavedSearch.objects.get(user=kim)
    feed = f"/proposals/searches/feed/{search.token}/"
    assert feed in client.get("/proposals/searches/").content.decode()
    client.post(f"/proposals/searches/{search.pk}/change/", {"every": "never"})
    search.refresh_from_db()
    assert (search.every, search.next_at) == ("never", None)
    submitted(-5, title="공원 벤치")
    factories.a_proposal(topic=factories.a_topic("roads"), title="다른 분야")
    client.logout()
    entries = ET.fromstring(client.get(feed).content).iter(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}title") for one in entries] == ["공원 벤치"]
    client.force_login(lee)
    assert client.post(f"/proposals/searches/{search.pk}/drop/").status_code == 404
    client.force_login(kim)
    client.post(f"/proposals/searches/{search.pk}/drop/")
    assert client.get(feed).status_code == 404


def test_who_leaves_takes_the_saved_searches_along(kim, lee):
    saved(kim)
    saved(lee)
    leave(kim, at=timezone.now())
    assert [one.user for one in SavedSearch.objects.all()] == [lee]


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_of_saved_searches(client, kim, django_assert_num_queries, many):
    for n in range(many):
        saved(kim, query=f"q=가나{n}")
    client.force_login(kim)
    with django_assert_num_queries(5):
        page = client.get("/proposals/searches/")
    assert len(page.context["lines"]) == many
