"""The counts of the maps: kept for minutes and said to be so; with words counted at once, and not at all where too many."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from civic.areas.models import Area
from proposals import mapped
from proposals.listing import Wish
from proposals.models import Proposal
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeping(settings):
    """As a city runs it; what was kept is forgotten before and after."""
    settings.PLACES_COUNTED_SECONDS = 60
    cache.clear()
    yield
    cache.clear()


def test_a_count_is_kept_and_says_when_it_was_made(keeping, django_assert_num_queries):
    area = factories.a_borough()
    factories.a_proposal(area=area)
    at = timezone.now()
    assert mapped.by_district(Wish(), at).districts == {area.pk: 1}
    factories.a_proposal(area=area)
    with django_assert_num_queries(0):
        kept = mapped.by_district(Wish(), at + timedelta(seconds=30))
    assert (kept.districts, kept.at) == ({area.pk: 1}, at)
    mapped.count_ahead(at + timedelta(minutes=5))
    newer = mapped.by_district(Wish(), at + timedelta(minutes=6))
    assert (newer.districts, newer.at) == ({area.pk: 2}, at + timedelta(minutes=5))


def test_each_filter_is_counted_for_itself(keeping):
    area, at = factories.a_borough(), timezone.now()
    topic = factories.a_topic("parks")
    factories.a_proposal(area=area, topic=topic)
    factories.a_proposal(area=area, state="review", answer_due_at=at - timedelta(days=1))
    counts = [Wish(), Wish(topic="parks"), Wish(state="review"), Wish(order="overdue"), Wish(topic="none")]
    found = [mapped.by_district(wish, at).districts.get(area.pk, 0) for wish in counts]
    assert found == [2, 1, 1, 1, 0]
    assert [mapped.by_district(wish, at).districts.get(area.pk, 0) for wish in counts] == found


def test_words_are_counted_at_once_and_not_at_all_where_too_many_hold_them(keeping, monkeypatch, client):
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
