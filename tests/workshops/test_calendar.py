"""The calendar file."""

from datetime import timedelta

from django.test import Client
from icalendar import Calendar

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from workshops.domain import planning
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
