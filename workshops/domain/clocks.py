"""What the clock does by itself."""

from datetime import datetime, timedelta

from django.db import transaction

from civic.common.dates import moment_text
from civic.notifications.domain.notifying import notify
from workshops.models import Workshop

REMIND_BEFORE = timedelta(hours=24)


def remind(at: datetime) -> int:
    """Tell the registered of every workshop that begins within 24 hours; gives the number of workshops.

    Safe at any time, any number of times, from several machines: the event's key names the workshop and its beginning,
    so the second call changes nothing, while a workshop that was moved is announced once more.
    """
    soon = Workshop.objects.filter(
        state=Workshop.State.ANNOUNCED, starts_at__gt=at, starts_at__lte=at + REMIND_BEFORE
    ).order_by("pk")
    count = 0
    for workshop in soon.iterator(chunk_size=500):
        with transaction.atomic():
            notify(
                "workshops.reminder",
                workshop,
                path=workshop.get_absolute_url(),
                once=f"24h:{workshop.starts_at:%Y%m%dT%H%M%z}",
                title=workshop.title,
                begins=moment_text(workshop.starts_at),
                place=workshop.place,
            )
        count += 1
    return count
