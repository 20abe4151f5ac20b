"""Workshops as calendar files and as schema.org data."""

import json
from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from civic.common.bilingual import localized
from civic.common.kept import kept
from workshops.models import Series, Workshop

# A "<" in a title must not end the script element, and the two separators are no JavaScript.
ESCAPES = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}
KEPT_SECONDS = 3600
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


def calendar_feed(workshops: Iterable[Workshop], *, name: str = "", description: str = "") -> bytes:
    """Many workshops in one file that a calendar program fetches again: cancelled ones stay, marked as such.

    Putting an event into words takes two milliseconds, and a large city's feed has a hundred and more: an event is kept as
    long as it has not changed, an hour at most.
    """
    shown = list(workshops)
    head, end = _frame(name or str(_("Listening workshops")), description, shown[:1])
    return head + b"".join(_events(shown)) + end


def _frame(name: str, description: str, first: list[Workshop]) -> tuple[bytes, bytes]:
    """What stands before and after the events. One event says which time zones the file needs: all of them the same."""
    says = (name, description, bool(first), settings.TIME_ZONE)
    key = f"workshops.feed.{sha256(repr(says).encode()).hexdigest()}"
    there: tuple[bytes, bytes] | None = kept.get(key)
    if there is not None:
        return there
    calendar = _calendar()
    calendar.add("x-wr-calname", name)
    if description:
        calendar.add("x-wr-caldesc", description)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for workshop in first:
        calendar.add_component(_event(workshop))
    written, last = _written(calendar), b"END:VEVENT\r\n"
    begin = written.find(b"BEGIN:VEVENT") if first else written.find(b"END:VCALENDAR")
    made = written[:begin], written[written.rfind(last) + len(last) :] if first else written[begin:]
    kept.set(key, made, KEPT_SECONDS)
    return made


def _events(workshops: list[Workshop]) -> list[bytes]:
    keys = [_kept_under(one) for one in workshops]
    known = kept.get_many(keys) if keys else {}
    made = {key: _event(one).to_ical() for key, one in zip(keys, workshops, strict=True) if key not in known}
    if made:
        kept.set_many(made, KEPT_SECONDS)
    return [known.get(key) or made[key] for key in keys]


SAYS = ("pk", "sequence", "state", "created_at", "starts_at", "ends_at", "title", "title_en", "summary", "summary_en",
        "place", "place_en", "access_notes", "access_notes_en", "cancel_reason", "cancel_reason_en", "code")  # fmt: skip


def _kept_under(workshop: Workshop) -> str:
    """A name for everything that the event says, so that one that has changed is another."""
    says = [getattr(workshop, name) for name in SAYS]
    says += [str(workshop.department), settings.CONTACT_EMAIL, settings.SITE_URL, get_language()]
    return f"workshops.event.{sha256(repr(says).encode()).hexdigest()}"


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
        localized(workshop, "access_notes"),
        localized(workshop, "cancel_reason"),
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
    if workshop.public_series:
        data["superEvent"] = _series_named(workshop.public_series)
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
