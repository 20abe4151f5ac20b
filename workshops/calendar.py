"""Workshops as calendar files and as schema.org data."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from civic.common.bilingual import localized
from workshops.models import Series, Workshop

# A "<" in a title must not end the script element, and the two separators are no JavaScript.
ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
STATUS = {Workshop.State.CANCELLED: ("CANCELLED", "EventCancelled")}
MODES = {
    Workshop.Format.IN_PERSON: "OfflineEventAttendanceMode",
    Workshop.Format.ONLINE: "OnlineEventAttendanceMode",
    Workshop.Format.HYBRID: "MixedEventAttendanceMode",
}


def page_of(workshop: Workshop) -> str:
    """The full address of the workshop's page."""
    return f"{settings.SITE_URL}{workshop.get_absolute_url()}"


def calendar_file(workshop: Workshop) -> bytes:
    """The workshop as iCalendar (RFC 5545): the UID never changes, SEQUENCE rises with every change of the event."""
    calendar = _calendar()
    calendar.add("method", method_of(workshop))
    calendar.add_component(_event(workshop))
    return _written(calendar)


def method_of(workshop: Workshop) -> str:
    """What the file asks of a calendar; the mail's header says the same (RFC 5545, 3.7.2 and 8.1)."""
    return "CANCEL" if workshop.state == Workshop.State.CANCELLED else "PUBLISH"


def calendar_feed(workshops: Iterable[Workshop], *, name: str = "") -> bytes:
    """Many workshops in one file that a calendar program fetches again: cancelled ones stay, marked as such."""
    calendar = _calendar()
    calendar.add("x-wr-calname", name or str(_("Listening workshops")))
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for workshop in workshops:
        calendar.add_component(_event(workshop))
    return _written(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Civic//workshops//KO")
    calendar.add("version", "2.0")
    return calendar


def _written(calendar: Calendar) -> bytes:
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(workshop: Workshop) -> Event:
    event = Event()
    event.add("uid", f"{workshop.code}-{workshop.created_at:%Y%m%dT%H%M%S}@workshops.civic")
    event.add("sequence", workshop.sequence)
    event.add("dtstamp", workshop.created_at)
    event.add("dtstart", timezone.localtime(workshop.starts_at))
    event.add("dtend", timezone.localtime(workshop.ends_at))
    event.add("summary", localized(workshop, "title"))
    event.add("status", STATUS.get(Workshop.State(workshop.state), ("CONFIRMED", ""))[0])
    if workshop.place:
        event.add("location", localized(workshop, "place"))
    described = [
        localized(workshop, "summary"),
        workshop.access_notes,
        workshop.cancel_reason,
        page_of(workshop),
    ]
    event.add("description", "\n\n".join(one for one in described if one))
    event.add("url", page_of(workshop))
    if settings.CONTACT_EMAIL:
        host = vCalAddress(f"mailto:{settings.CONTACT_EMAIL}")
        host.params["cn"] = str(workshop.department)
        event.add("organizer", host)
    return event


def event_data(workshop: Workshop) -> dict[str, Any]:
    """schema.org Event: what a search engine or a calendar reads from the page."""
    status = STATUS.get(Workshop.State(workshop.state), ("", "EventScheduled"))[1]
    place: dict[str, Any] = {"@type": "Place", "name": localized(workshop, "place") or str(workshop.area)}
    place["address"] = place["name"]
    online = {"@type": "VirtualLocation", "url": page_of(workshop)}
    where = {"in_person": place, "online": online, "hybrid": [place, online]}[workshop.format]
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": localized(workshop, "title"),
        "description": localized(workshop, "summary"),
        "startDate": timezone.localtime(workshop.starts_at).isoformat(),
        "endDate": timezone.localtime(workshop.ends_at).isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{MODES[Workshop.Format(workshop.format)]}",
        "location": where,
        "organizer": {"@type": "GovernmentOrganization", "name": str(workshop.department)},
        "url": page_of(workshop),
        "isAccessibleForFree": True,
        "maximumAttendeeCapacity": workshop.capacity,
        "remainingAttendeeCapacity": workshop.seats_left,
    }
    if workshop.series and workshop.series.is_public:
        data["superEvent"] = _series_named(workshop.series)
    return data


def series_data(series: Series, ahead: Iterable[Workshop]) -> dict[str, Any]:
    """schema.org EventSeries with its workshops to come."""
    return {
        "@context": "https://schema.org",
        **_series_named(series),
        "description": localized(series, "summary"),
        "organizer": {"@type": "GovernmentOrganization", "name": str(series.department)},
        "subEvent": [event_data(one) for one in ahead],
    }


def _series_named(series: Series) -> dict[str, Any]:
    url = f"{settings.SITE_URL}{series.get_absolute_url()}"
    return {"@type": "EventSeries", "name": localized(series, "title"), "url": url}


def event_script(workshop: Workshop) -> SafeString:
    """The data block for the page's head: a script element that no browser executes, escaped like json_script."""
    return _script(event_data(workshop))


def series_script(series: Series, ahead: Iterable[Workshop]) -> SafeString:
    """The same for a series."""
    return _script(series_data(series, ahead))


def _script(data: dict[str, Any]) -> SafeString:
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))
