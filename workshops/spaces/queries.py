"""When a room is free."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from civic.common.dates import time_text
from workshops.models import Workshop
from workshops.spaces.models import Booking, Space


@dataclass(frozen=True)
class Stretch:
    """A piece of an opening day; ``booking`` None where it is free."""

    starts: datetime
    ends: datetime
    booking: Booking | None

    @property
    def text(self) -> str:
        return f"{time_text(self.starts)} – {time_text(self.ends)}"


def day_of(space: Space, day: date, viewer: Any = None) -> list[Stretch]:
    """The opening hours of a day, piece by piece: taken and free, with the workshop where the viewer may see that. Nothing
    on a day on which it is shut. Two queries, one where nothing is taken."""
    if day.isoweekday() not in space.open_days:
        return []
    opens, closes = _moment(day, space.opens), _moment(day, space.closes)
    taken = (
        Booking.objects.in_force()
        .filter(space=space, span__overlap=(opens, closes))
        .prefetch_related(Prefetch("workshop", Workshop.objects.visible_to(viewer)))
        .order_by("span")
    )
    pieces, at = [], opens
    for one in taken:
        if one.starts_at > at:
            pieces.append(Stretch(at, one.starts_at, None))
        pieces.append(Stretch(max(one.starts_at, opens), min(one.ends_at, closes), one))
        at = max(at, one.ends_at)
    if at < closes:
        pieces.append(Stretch(at, closes, None))
    return pieces


def next_days(today: date, number: int = 14) -> list[date]:
    """Today and the days after it, for the choice of a day."""
    return [today + timedelta(days=n) for n in range(number)]


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
