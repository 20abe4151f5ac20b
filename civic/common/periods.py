"""Periods in days, as the law counts them."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from civic.common.days_off import DAY, working_day_from, working_day_until

LAST_MOMENT = time(23, 59, 59)


def days_after(at: datetime, days: int) -> datetime:
    """The end of the last of so many ``days`` after ``at``, in the city's time.

    The day on which something happens does not count, and the last day counts whole (Civil Act of Korea, articles 157 and
    159): whoever has thirty days from the third of March has until the end of the second of April, at whatever hour it began.
    """
    return _end_of(_day(at) + timedelta(days=days))


def due_after(at: datetime, days: int) -> datetime:
    """As `days_after`, for what somebody has to do, or may do, by then: never on a day off, then on the next working day
    (article 161). Which periods are such ones: docs/decisions/0286.
    """
    return _end_of(due_day(at, days))


def due_day(at: datetime, days: int) -> date:
    """The day on which `due_after` ends."""
    return working_day_from(_day(at) + timedelta(days=days))


def was_due_before(at: datetime, days: int) -> datetime:
    """The moment before which a period of `due_after` must have begun to be over by ``at``: for a query by the beginning."""
    last_over = working_day_until(_day(at) - DAY)
    first_open = last_over + DAY - timedelta(days=days)
    return datetime.combine(first_open, time(), timezone.get_default_timezone())


def _day(at: datetime) -> date:
    return timezone.localdate(at, timezone.get_default_timezone())


def _end_of(day: date) -> datetime:
    return datetime.combine(day, LAST_MOMENT, timezone.get_default_timezone())
