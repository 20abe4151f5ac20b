"""What the clock does by itself."""

from datetime import datetime, timedelta

from django.db import transaction

from civic.notifications.domain.notifying import notify
from workshops.models import Workshop

# (name in the event's key, kind of notice, from so long before, until so long before). The week's own window is one day
# wide: somebody who registers three days before is not told that it is in a week.
REMINDERS = (
    ("7d", "workshops.reminder_week", timedelta(days=7), timedelta(days=6)),
    ("24h", "workshops.reminder", timedelta(hours=24), timedelta(hours=2)),
    ("2h", "workshops.reminder", timedelta(hours=2), timedelta()),
)


def remind(at: datetime) -> int:
    """Tell the registered a week, a day and two hours before the beginning; gives the number of reminders written.

    Safe at any time, any number of times, from several machines: the event's key names the workshop, its beginning and
    the reminder, so the second call changes nothing, while a workshop that was moved is announced once more.
    """
    return sum(_remind(at, *reminder) for reminder in REMINDERS)


def _remind(at: datetime, name: str, kind: str, longest: timedelta, shortest: timedelta) -> int:
    soon = Workshop.objects.filter(
        state=Workshop.State.ANNOUNCED, starts_at__gt=at + shortest, starts_at__lte=at + longest
    ).order_by("pk")
    count = 0
    for workshop in soon.iterator(chunk_size=500):
        with transaction.atomic():
            notify(
                kind,
                workshop,
                path=workshop.get_absolute_url(),
                once=f"{name}:{workshop.starts_at:%Y%m%dT%H%M%z}",
                title=workshop.title,
                title_en=workshop.title_en,
                begins=workshop.starts_at.isoformat(),
                place=workshop.place,
                place_en=workshop.place_en,
            )
        count += 1
    return count
