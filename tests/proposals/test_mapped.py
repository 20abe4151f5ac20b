"""The counts of the maps: from the worker's numbers, or asked of the worker; with words at once, or not at all."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from django.utils.module_loading import import_string

from civic.areas.models import Area
from proposals import mapped
from proposals.domain import tallying
from proposals.listing import Wish
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(settings, monkeypatch):
    """As a city runs it; gives what the worker was asked for. What was kept is forgotten before and after."""
    settings.PLACES_COUNTED_SECONDS = 60
    calls = []
    monkeypatch.setattr(mapped, "wake", lambda task, *args: calls.append((task, args)))
    cache.clear()
    yield calls
    cache.clear()


def work(asked):
    """What the worker does with what it was asked for."""
    while asked:
        task, args = asked.pop()
        import_string(task)(*args)


def test_a_count_stands_until_the_worker_counts_again_and_says_when_it_was_made(
    asked, django_assert_num_queries
):
    area, at = factories.a_borough(), timezone.now()
    factories.a_proposal(area=area)
    tallying.tally(at)
    factories.a_proposal(area=area)
    with django_assert_num_queries(2):
        found = mapped.by_district(Wish(), at + timedelta(minutes=4))
    assert (found.districts, found.at) == ({area.pk: 1}, at)
    tallying.tally(at + timedelta(minutes=5))
    newer = mapped.by_district(Wish(), at + timedelta(minutes=6))
    assert (newer.districts, newer.at) == ({area.pk: 2}, at + timedelta(minutes=5))
    assert not asked


def test_before_the_first_count_the_worker_is_asked_once_and_the_page_says_so(asked, client):
    area = factories.a_borough()
    Area.objects.filter(pk=area.pk).update(tile_column=1, tile_row=1)
    factories.a_proposal(area=area)
    for _time in range(2):
        assert "지역별 제안 수를 집계하고 있습니다" in client.get("/proposals/map/").content.decode()
    page = client.get("/areas/").content.decode()
    assert "아직 집계되지 않았습니다" in page
    assert "?area=" not in page  # no number and no map that would say 0
    assert asked == [("proposals.tasks.count_places", ())]
    work(asked)
    page = client.get("/proposals/map/").content.decode()
    assert "집계하고 있습니다" not in page
    assert f"area={area.pk}" in page
    assert "아직 집계되지 않았습니다" not in client.get("/areas/").content.decode()


def a_city():
    """Proposals that differ in all that one filters by, in a borough and in its neighbourhood; gives the borough."""
    area, at = factories.a_borough(), timezone.now()
    village = Area.objects.create(
        code=f"{area.code[:5]}51500", level="neighbourhood", parent=area, name="청운효자동"
    )
    parks, day = factories.a_topic("parks"), timedelta(days=1)
    paths = type(parks).objects.create(slug="paths", name="산책로", parent=parks)
    department, call = factories.a_department(), factories.a_call()
    for row in (
        {"topic": parks, "state": "open", "support_until": at + day, "threshold": 50, "call": call},
        {"topic": paths, "state": "open", "support_until": at - day, "threshold": 50, "area": village},
        {"state": "review", "answer_due_at": at - day, "department": department, "topic": paths},
        {"state": "review", "answer_due_at": at + day, "department": department, "call": call},
        {"state": "answered", "topic": parks, "department": department},
        {"state": Proposal.State.HIDDEN, "topic": parks},
        {"state": "open", "area": None},
    ):
        factories.a_proposal(**({"area": area} | row))
    return area, department, call


@pytest.mark.parametrize("order", ["newest", "near", "overdue", "discussed"])
@pytest.mark.parametrize("state", ["", "open", "review", "answered"])
def test_the_worker_s_numbers_are_those_of_the_list(order, state, asked):
    """With every filter, alone and together: the numbers are what counting the list itself would give."""
    area, department, call = a_city()
    at = timezone.now()
    tallying.tally(at)
    chosen = [{"topic": slug} for slug in ("parks", "paths", "none")]
    chosen += [{}, {"department": department.code}, {"call": call.process.slug}]
    chosen += [{"topic": "parks", "department": department.code}]
    for filters in chosen:
        wish = Wish(order=order, state=state, **filters)
        found = mapped.by_district(wish, at)
        if found.at is None:
            work(asked)
            found = mapped.by_district(wish, at)
        assert found.districts == mapped.count(wish, at).districts, filters
        assert set(found.districts) <= {area.pk}


def test_filters_together_are_counted_by_the_worker_when_asked_for_and_kept(
    asked, client, django_assert_num_queries
):
    area, department, _call = a_city()
    tallying.tally(timezone.now())
    address = f"/proposals/map/?topic=parks&department={department.code}"
    for _time in range(2):
        page = client.get(address).content.decode()
        assert "집계하고 있습니다" in page
        assert f'href="/proposals/map/?topic=parks&amp;department={department.code}"' in page, "to look again"
    assert len(asked) == 1
    work(asked)
    assert "집계하고 있습니다" not in client.get(address).content.decode()
    with django_assert_num_queries(2):  # what the slugs name; no proposal is read
        found = mapped.by_district(Wish(topic="parks", department=department.code), timezone.now())
    assert found.districts == {area.pk: 2}


def test_words_are_counted_at_once_and_not_at_all_where_too_many_hold_them(asked, monkeypatch, client):
    area, at = factories.a_borough(), timezone.now()
    monkeypatch.setattr(mapped, "MOST", 2)
    for number in range(3):
        found = mapped.by_district(Wish(q="쉼터"), at)
        assert (found.districts.get(area.pk, 0), found.too_many) == (number, False)
        factories.a_proposal(area=area, title=f"쉼터 {number}")
    found = mapped.by_district(Wish(q="쉼터"), at)
    assert (found.districts, found.too_many) == ({}, True)
    page = client.get("/proposals/map/?q=쉼터").content.decode()
    assert "이 낱말이 들어 있는 제안이 너무 많아" in page


def test_a_neighbourhood_counts_for_its_district():
    area = factories.a_borough()
    village = Area.objects.create(
        code=f"{area.code[:5]}51500", level="neighbourhood", parent=area, name="청운효자동"
    )
    factories.a_proposal(area=village)
    factories.a_proposal(area=area, state=Proposal.State.HIDDEN)
    assert mapped.by_district(Wish(), timezone.now()).districts == {area.pk: 1}
