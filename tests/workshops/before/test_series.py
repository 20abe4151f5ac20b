"""Series of workshops: kept by hosts, read and subscribed to by everybody."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed
from tests import factories
from workshops.domain.planning import change_workshop, plan_workshop
from workshops.domain.series import begin_series, change_series, end_series
from workshops.models import Series


def test_a_host_begins_changes_and_ends_a_series_and_nobody_else_does(seo: User, kim: User) -> None:
    series = begin_series(
        seo, title="분기 혁신 워크숍", department=factories.a_department(), rhythm="quarterly"
    )
    with pytest.raises(NotAllowed):
        change_series(kim, series, title="다른 이름")
    fresh = change_series(seo, series, title="분기 워크숍", is_public=True)
    assert (fresh.title, fresh.is_public) == ("분기 워크숍", True)
    at = now()
    assert end_series(seo, fresh, at=at).ended_at == at
    fresh.refresh_from_db()
    assert end_series(seo, fresh, at=at + timedelta(days=1)).ended_at == at, "twice is once"


def test_a_series_in_preparation_is_the_staffs(client: Client, seo: User) -> None:
    hidden = factories.a_series(is_public=False)
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(f"/workshops/series/{hidden.code}/calendar.ics").status_code == 404
    assert client.get(f"/api/v1/workshops/series/{hidden.code}/").status_code == 404
    factories.a_second_factor(seo)
    client.force_login(seo)
    assert client.get(hidden.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_series_costs_one_query(
    number: int, client: Client, django_assert_num_queries: Any, db: None
) -> None:
    for _n in range(number):
        factories.a_workshop(series=factories.a_series())
    with django_assert_num_queries(1):
        response = client.get("/workshops/series/")
    assert len(response.context["lines"]) == number


@pytest.mark.parametrize("number", [1, 3])
def test_a_series_costs_four_queries(
    number: int, client: Client, django_assert_num_queries: Any, db: None
) -> None:
    """The series, what comes, what was, and what became of it."""
    series = factories.a_series()
    for _n in range(number):
        factories.a_workshop(series=series)
        factories.a_workshop(series=series, state="recorded", starts_in=timedelta(days=-30))
    with django_assert_num_queries(4):
        response = client.get(series.get_absolute_url())
    assert (len(response.context["ahead"]), len(response.context["over"])) == (number, number)


def test_its_page_and_the_workshops_page_tell_machines_that_they_belong_together(
    client: Client, db: None
) -> None:
    series = factories.a_series()
    workshop = factories.a_workshop(series=series)
    page = client.get(series.get_absolute_url()).content.decode()
    data = json.loads(re.search(r'ld\+json">(.+?)</script>', page).group(1))  # type: ignore[union-attr]
    assert data["@type"] == "EventSeries"
    assert data["subEvent"][0]["superEvent"]["url"] == data["url"]
    page = client.get(workshop.get_absolute_url()).content.decode()
    data = json.loads(re.search(r'ld\+json">(.+?)</script>', page).group(1))  # type: ignore[union-attr]
    assert data["superEvent"]["@type"] == "EventSeries"
    assert series.get_absolute_url() in page


def test_the_calendar_of_a_series_holds_its_workshops_only(client: Client, db: None) -> None:
    series = factories.a_series()
    own, other = factories.a_workshop(series=series), factories.a_workshop()
    factories.a_workshop(series=series, state="planned")
    feed = client.get(f"/workshops/series/{series.code}/calendar.ics").content.decode()
    assert feed.count("BEGIN:VEVENT") == 1
    assert f"/workshops/{own.code}/" in feed
    assert other.code not in feed


def test_programs_read_series_and_the_workshops_of_one(client: Client, db: None) -> None:
    series = factories.a_series()
    own = factories.a_workshop(series=series)
    factories.a_workshop()
    listed = client.get("/api/v1/workshops/series/").json()["results"]
    assert [(one["code"], one["next_at"] is not None) for one in listed] == [(series.code, True)]
    narrowed = client.get(f"/api/v1/workshops/?series={series.code}").json()["results"]
    assert [(one["code"], one["series"]) for one in narrowed] == [(own.code, series.code)]


def test_the_next_workshop_is_planned_from_its_series(client: Client, seo: User) -> None:
    series = factories.a_series(rhythm=Series.Rhythm.QUARTERLY)
    last = factories.a_workshop(series=series, place="시민청")
    factories.a_second_factor(seo)
    client.force_login(seo)
    form = client.get(f"/workshops/desk/new/?series={series.code}").context["form"]
    assert form.initial["place"] == "시민청"
    assert form.initial["starts_at"] == last.starts_at + timedelta(days=91)
    end_series(seo, series, at=now())
    assert client.get(f"/workshops/desk/new/?series={series.code}").context["form"].initial == {}


def test_a_workshop_has_partner_departments_beside_the_lead(seo: User, client: Client) -> None:
    city, lead = factories.a_city(), factories.a_department()
    partner = factories.a_department(code="parks", name="공원과")
    starts = now() + timedelta(days=3)
    workshop = plan_workshop(
        seo, title="그늘", area=city, department=lead, partners=[partner], starts_at=starts,
        ends_at=starts + timedelta(hours=2), capacity=5,
    )  # fmt: skip
    assert list(workshop.partners.all()) == [partner]
    factories.a_second_factor(seo)
    client.force_login(seo)
    assert "공원과" in client.get(workshop.get_absolute_url()).content.decode()
    change_workshop(seo, workshop, at=now(), partners=[])
    assert not workshop.partners.exists()
