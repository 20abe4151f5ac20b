"""Periods in days, as the law counts them."""

from datetime import datetime, time, timedelta

from django.utils import timezone

LAST_MOMENT = time(23, 59, 59)


def days_after(at: datetime, days: int) -> datetime:
    """The end of the last of so many ``days`` after ``at``, in the city's time.

    The day on which something happens does not count, and the last day counts whole (Civil Act of Korea, articles 157 and
    159): whoever has thirty days from the third of March has until the end of the second of April, at whatever hour it began.
    """
    zone = timezone.get_default_timezone()
    last = timezone.localdate(at, zone) + timedelta(days=days)
    return datetime.combine(last, LAST_MOMENT, zone)


def began_before(at: datetime, days: int) -> datetime:
    """The moment before which a period of so many ``days`` must have begun to be over by ``at``: for a query by the beginning."""
    zone = timezone.get_default_timezone()
    return datetime.combine(timezone.localdate(at, zone) - timedelta(days=days), time(), zone)
