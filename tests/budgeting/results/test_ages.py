"""Turnout by age: from the roll, never from a ballot; small bands left out; forgotten with the keys."""

import pytest
from django.db import DatabaseError, transaction
from rest_framework.test import APIClient

from budgeting.results.domain.certifying import certify_result, destroy_keys
from budgeting.results.domain.counting import count_votes
from budgeting.results.domain.publishing import publish_results
from budgeting.results.models import Count
from budgeting.voting.models import RollEntry
from civic.accounts.actors import System
from civic.accounts.models import Residency
from civic.opendata.catalogue import registry as datasets
from tests.budgeting.voting import making

pytestmark = pytest.mark.django_db


def of_age(number: int, band: str):
    people = making.voters(number, name=f"band{band}-")
    Residency.objects.filter(user__in=people).update(age_band=band)
    return people


def a_counted_vote(**voted: int):
    """A vote with 40 people of each band named ("b30" and so on; "b" of unknown age), of whom so many vote; counted."""
    people = {name: of_age(40, name[1:]) for name in voted}
    vote = making.a_vote()
    for name, number in voted.items():
        for person in people[name][:number]:
            vote.cast(person, 0)
    vote.close()
    count_votes(System("test"), making.fresh(vote.cycle))
    return vote


def published(vote, officer):
    publish_results(officer, making.fresh(vote.cycle))
    return Count.objects.get()


def test_each_band_counts_its_voters_and_the_unknown_stand_last():
    a_counted_vote(b=11, b30=12, b70=14)
    assert Count.objects.get().turnout_by_age == [
        {"band": "30", "eligible": 40, "voted": 12},
        {"band": "70", "eligible": 40, "voted": 14},
        {"band": "", "eligible": 40, "voted": 11},
    ]


def test_a_small_band_and_the_next_smallest_are_left_out():
    a_counted_vote(b20=3, b40=12, b60=15)
    assert Count.objects.get().turnout_by_age == [
        {"band": "20", "eligible": None, "voted": None},
        {"band": "40", "eligible": None, "voted": None},
        {"band": "60", "eligible": 40, "voted": 15},
    ]


def test_where_no_age_is_known_there_is_no_table(client, jang):
    vote = a_counted_vote(b=12)
    published(vote, jang)
    assert Count.objects.get().turnout_by_age == []
    assert 'id="turnout-by-age"' not in client.get(f"/results/{vote.cycle.slug}/").content.decode()
    assert not list(datasets["vote-turnout-by-age"].rows())


def test_where_every_band_is_small_the_page_says_nothing_of_ages(client, jang):
    vote = a_counted_vote(b20=3, b40=2)
    published(vote, jang)
    assert [cell["voted"] for cell in Count.objects.get().turnout_by_age] == [None, None]
    assert 'id="turnout-by-age"' not in client.get(f"/results/{vote.cycle.slug}/").content.decode()


def test_page_api_dataset_and_package_say_the_same(client, jang):
    vote = a_counted_vote(b20=3, b40=12, b60=15)
    count = published(vote, jang)
    page = client.get(f"/results/{vote.cycle.slug}/").content.decode()
    part = page[page.index('id="turnout-by-age"') :].split("</section>")[0]
    assert part.count("37.5%") == 3  # the bar, its table, the table of the bands
    assert "37.5%" in part
    assert part.count("–</td>") == 6
    answer = APIClient().get(f"/api/v1/results/{vote.cycle.slug}/").json()
    assert answer["turnout_by_age"] == count.turnout_by_age
    rows = list(datasets["vote-turnout-by-age"].rows())
    assert [(row["age_band"], row["voted"]) for row in rows] == [("20", None), ("40", None), ("60", 15)]


def test_the_bands_of_a_roll_stand_until_the_keys_go_and_then_are_forgotten(oh, jang, settings):
    settings.BALLOT_APPEAL_DAYS = -1
    vote = a_counted_vote(b30=2)
    published(vote, jang)
    entry = RollEntry.objects.filter(age_band="30").first()
    for change in ({"age_band": "40"}, {"age_band": ""}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RollEntry.objects.filter(pk=entry.pk).update(**change)
    certify_result(oh, making.fresh(vote.cycle))
    certify_result(jang, making.fresh(vote.cycle))
    destroy_keys(oh, making.fresh(vote.cycle))
    assert set(RollEntry.objects.values_list("age_band", flat=True)) == {""}
    for change in ({"age_band": "40"}, {"area_code": "1129000000"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RollEntry.objects.filter(pk=entry.pk).update(**change)
