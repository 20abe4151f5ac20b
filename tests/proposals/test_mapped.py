"""The counts of the maps: from the worker's numbers, or asked of the worker; with words at once, all or the newest."""

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


def with_a_tile(area, column=1):
    """The borough as the maps draw it."""
    Area.objects.filter(pk=area.pk).update(tile_column=column, tile_row=1)
    return area


def test_words_are_counted_at_once_and_of_many_the_newest_and_the_page_says_so(asked, monkeypatch, client):
    north = with_a_tile(factories.a_borough())
    south = Area.objects.create(code="1171000000", level="borough", parent=north.parent, name="송파구")
    with_a_tile(south, column=2)
    at, call = timezone.now(), factories.a_call()
    monkeypatch.setattr(mapped, "MOST", 2)
    for number in range(3):
        found = mapped.by_district(Wish(q="쉼터"), at)
        assert (found.districts.get(north.pk, 0), found.newest) == (number, None)
        since = at - timedelta(days=number)  # the first one is the newest
        factories.a_proposal(call=call, area=north, title=f"쉼터 {number}", submitted_at=since)
    factories.a_proposal(call=call, area=None, title="쉼터", submitted_at=at + timedelta(days=1))
    factories.a_proposal(call=call, area=south, title="쉼터", submitted_at=at - timedelta(days=9))
    found = mapped.by_district(Wish(q="쉼터"), at)
    assert (found.districts, found.newest) == ({north.pk: 1}, 2), (
        "the newest two, one of them without an area"
    )
    page = client.get("/proposals/map/?q=쉼터").content.decode()
    assert "가장 최근 제안 2건이" in page
    assert f"area={south.pk}" in page, "where none of the newest is, the list of all is one step away as well"
    assert "도시 전체" in page
    assert not asked


def test_the_newest_are_looked_for_among_the_newest_of_the_city_only(asked, monkeypatch, client):
    area, at, call = with_a_tile(factories.a_borough()), timezone.now(), factories.a_call()
    monkeypatch.setattr(mapped, "AMONG", 2)
    for age, title in enumerate(("그늘막", "쉼터", "쉼터", "쉼터")):
        factories.a_proposal(call=call, area=area, title=title, submitted_at=at - timedelta(days=age))
    monkeypatch.setattr(mapped, "MOST", 2)
    assert mapped.by_district(Wish(q="쉼터"), at).newest == 1
    cache.clear()  # where the newest begin is kept for a while
    monkeypatch.setattr(mapped, "AMONG", 1)
    assert mapped.by_district(Wish(q="쉼터"), at).newest == 0
    page = client.get("/proposals/map/?q=쉼터").content.decode()
    assert "지도에 숫자를 표시하지 않습니다" in page
    assert f"area={area.pk}" in page
    cache.clear()
    monkeypatch.setattr(mapped, "AMONG", 5)  # more than there are
    assert mapped.by_district(Wish(q="쉼터"), at).newest == 2


@pytest.mark.parametrize("most", [1, 500])
def test_a_word_of_three_syllables_is_read_in_the_text(most, asked, monkeypatch):
    area, at = factories.a_borough(), timezone.now()
    monkeypatch.setattr(mapped, "MOST", most)
    call = factories.a_call()
    factories.a_proposal(
        call=call, area=area, title="주차와 기차장", body="글", submitted_at=at - timedelta(days=1)
    )
    factories.a_proposal(call=call, area=area, title="공영주차장", body="글", submitted_at=at)
    assert mapped.by_district(Wish(q="주차장"), at).districts == {area.pk: 1}


def test_with_words_the_map_asks_the_same_few_questions_however_many_hold_them(
    asked, monkeypatch, django_assert_num_queries
):
    area, call, at = factories.a_borough(), factories.a_call(), timezone.now()
    for _proposal in range(3):
        factories.a_proposal(call=call, area=area, title="쉼터")
    with django_assert_num_queries(2):
        mapped.by_district(Wish(q="쉼터"), at)
    monkeypatch.setattr(mapped, "MOST", 2)
    with django_assert_num_queries(3):
        mapped.by_district(Wish(q="쉼터"), at)


def test_a_neighbourhood_counts_for_its_district():
    area = factories.a_borough()
    village = Area.objects.create(
        code=f"{area.code[:5]}51500", level="neighbourhood", parent=area, name="청운효자동"
    )
    factories.a_proposal(area=village)
    factories.a_proposal(area=area, state=Proposal.State.HIDDEN)
    assert mapped.by_district(Wish(), timezone.now()).districts == {area.pk: 1}
