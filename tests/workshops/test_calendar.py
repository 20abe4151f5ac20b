"""The calendar file."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as post
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.domain.delivering import deliver_waiting
from tests import factories
from workshops import calendar as calendar_module
from workshops.domain import planning, registering
from workshops.models import Workshop


def _event(client: Client, workshop: Workshop) -> tuple[Calendar, dict[str, object]]:
    response = client.get(f"/workshops/{workshop.code}/workshop.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    return calendar, calendar.walk("VEVENT")[0]


def test_the_file_carries_the_time_zone_of_the_city(client: Client, workshop: Workshop) -> None:
    calendar, event = _event(client, workshop)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Seoul"]
    assert event["DTSTART"].dt == workshop.starts_at.replace(microsecond=0)  # type: ignore[attr-defined]
    assert str(event["STATUS"]) == "CONFIRMED"


def test_the_uid_stays_and_the_sequence_rises_with_each_change(
    client: Client, seo: User, workshop: Workshop
) -> None:
    _calendar, first = _event(client, workshop)
    planning.change_workshop(seo, workshop, at=now(), summary="다른 글")
    _calendar, same = _event(client, workshop)
    planning.change_workshop(seo, workshop, at=now(), starts_at=workshop.starts_at + timedelta(minutes=30))
    _calendar, moved = _event(client, workshop)
    planning.cancel_workshop(seo, workshop, reason="태풍")
    calendar, cancelled = _event(client, workshop)
    assert [int(str(event["SEQUENCE"])) for event in (first, same, moved, cancelled)] == [0, 0, 1, 2]
    assert len({str(event["UID"]) for event in (first, same, moved, cancelled)}) == 1
    assert (str(calendar["METHOD"]), str(cancelled["STATUS"])) == ("CANCEL", "CANCELLED")


def test_a_capacity_below_the_registered_is_refused(seo: User, kim: User) -> None:
    import pytest

    from tests.workshops.conftest import registered
    from workshops import refusals

    workshop = factories.a_workshop(capacity=3)
    registered(workshop, kim)
    with pytest.raises(refusals.CapacityBelowRegistered):
        planning.change_workshop(seo, workshop, at=now(), capacity=0)


def _mailed() -> list[dict[str, object]]:
    """The events attached to what was mailed, in the order of the mails."""
    deliver_waiting()
    files = [file for one in post.outbox for file in one.attachments]
    return [Calendar.from_ical(content).walk("VEVENT")[0] for _name, content, _type in files]


def test_registering_and_each_change_mail_the_calendar_file_with_one_uid_and_a_rising_sequence(
    workshop: Workshop, kim: User, seo: User
) -> None:
    registering.register(kim, workshop, at=now())
    [first] = _mailed()
    planning.change_workshop(seo, workshop, at=now(), place="새 장소")
    planning.cancel_workshop(seo, workshop, reason="태풍")
    first, *later = _mailed()
    assert [int(str(one["SEQUENCE"])) for one in (first, *later)] == [
        0,
        2,
        2,
    ]  # read when mailed: never an older one
    assert {str(one["UID"]) for one in (first, *later)} == {str(first["UID"])}
    assert str(later[-1]["STATUS"]) == "CANCELLED"
    parts = [part for part in post.outbox[-1].message().walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["CANCEL"], "the header says what the file says"
    assert str(parts[0]["Content-Type"]).count("charset") == 1


def test_the_calendar_to_subscribe_to_has_what_the_list_with_these_filters_has(
    client: Client, db: None
) -> None:
    signed = factories.a_workshop(sign_language=True)
    factories.a_workshop()
    factories.a_workshop(state="planned", sign_language=True)
    response = client.get("/workshops/calendar.ics?sign_language=on")
    calendar = Calendar.from_ical(response.content)
    assert [str(one["SUMMARY"]) for one in calendar.walk("VEVENT")] == [signed.title]
    page = client.get("/workshops/?sign_language=on").content.decode()
    assert 'href="webcal://localhost:8000/workshops/calendar.ics?sign_language=on"' in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_to_subscribe_to_costs_one_query(
    number: int, client: Client, db: None, django_assert_num_queries: Any
) -> None:
    for _n in range(number):
        factories.a_workshop()
    with django_assert_num_queries(1):
        client.get("/workshops/calendar.ics")


def test_the_calendar_to_subscribe_to_says_how_far_it_reaches(client: Client, db: None) -> None:
    near, far = factories.a_workshop(), factories.a_workshop(starts_in=timedelta(days=61))
    client.cookies["django_language"] = "ko"
    calendar = Calendar.from_ical(client.get("/workshops/calendar.ics").content)
    assert [str(one["SUMMARY"]) for one in calendar.walk("VEVENT")] == [near.title]
    assert "60일" in str(calendar["X-WR-CALDESC"])
    assert far.title in client.get("/workshops/").content.decode()


def test_the_calendar_to_subscribe_to_is_put_together_from_kept_events_and_shows_every_change(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    made: list[int] = []
    plain = calendar_module._event
    monkeypatch.setattr(calendar_module, "_event", lambda one: (made.append(one.pk), plain(one))[1])
    first, second = factories.a_workshop(), factories.a_workshop()
    once = client.get("/workshops/calendar.ics").content
    made.clear()
    assert client.get("/workshops/calendar.ics").content == once
    assert made == []
    for field, value in (
        ("title", "새 제목"),
        ("place", "새 장소"),
        ("summary", "새 설명"),
        ("state", "cancelled"),
    ):
        Workshop.objects.filter(pk=second.pk).update(**{field: value})
        calendar = Calendar.from_ical(client.get("/workshops/calendar.ics").content)
        one = next(e for e in calendar.walk("VEVENT") if str(e["UID"]).startswith(second.code))
        assert (
            value
            in f"{one['SUMMARY']} {one.get('LOCATION', '')} {one['DESCRIPTION']} {one['STATUS'].lower()}"
        )
        assert set(made) == {second.pk}
        made.clear()
    assert first.code.encode() in once
    assert len(calendar.walk("VTIMEZONE")) == 1


def test_a_feed_of_nothing_is_a_calendar(client: Client, db: None) -> None:
    cache.clear()
    assert Calendar.from_ical(client.get("/workshops/calendar.ics").content).walk("VEVENT") == []
