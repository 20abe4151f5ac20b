"""Days off: weekends, the country's public holidays and what the city itself names. Why and for what: docs/decisions/0286."""

from datetime import date, timedelta
from functools import lru_cache

from django.conf import settings

DAY = timedelta(days=1)
WEEKEND = (5, 6)  # of a city that names no country: Saturday and Sunday


def is_day_off(day: date) -> bool:
    """Whether nobody need be at work on ``day``."""
    country, part = settings.HOLIDAYS_COUNTRY, settings.HOLIDAYS_SUBDIVISION
    return day in settings.DAYS_OFF or day in days_off_in(day.year, country, part)


def working_day_from(day: date) -> date:
    """``day`` itself where it is a working day, else the next one."""
    while is_day_off(day):
        day += DAY
    return day


def working_day_until(day: date) -> date:
    """``day`` itself where it is a working day, else the last one before."""
    while is_day_off(day):
        day -= DAY
    return day


@lru_cache(maxsize=64)
def days_off_in(year: int, country: str, part: str) -> frozenset[date]:
    """Weekends and public holidays of a year; weekends alone without a ``country``. Raises NotImplementedError for one, or
    a ``part`` of one, that the library does not know."""
    first = date(year, 1, 1)
    days = [first + DAY * n for n in range((date(year + 1, 1, 1) - first).days)]
    if not country:
        return frozenset(day for day in days if day.weekday() in WEEKEND)
    # Reading the library's countries takes 0.2 s and 18 MB: here, so that only who asks for a due day pays.
    from holidays import country_holidays

    found = country_holidays(country, subdiv=part or None, years=year)
    return frozenset(day for day in days if not found.is_working_day(day))
