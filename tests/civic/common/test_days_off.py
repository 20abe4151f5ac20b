"""Nothing is due on a weekend, a public holiday or a day that the city names, and a search by the beginning agrees."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from civic.common.checks.days import days_off
from civic.common.days_off import is_day_off
from civic.common.periods import days_after, due_after, due_day, was_due_before
from civic.settings.env import dates

DAY = timedelta(days=1)
BEGINNING = datetime(2014, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 26 * 366 * 86_400).map(lambda seconds: BEGINNING + timedelta(seconds=seconds))


def noon(*day: int) -> datetime:
    return datetime(*day, 12, tzinfo=timezone.get_default_timezone())  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("begun", "days", "due"),
    [
        (noon(2026, 11, 2), 14, date(2026, 11, 16)),  # a Monday stays
        (noon(2026, 11, 7), 7, date(2026, 11, 16)),  # a Saturday
        (noon(2026, 11, 8), 7, date(2026, 11, 16)),  # a Sunday
        (noon(2025, 9, 3), 30, date(2025, 10, 10)),  # from National Foundation Day over Chuseok to Hangul Day
        (noon(2027, 1, 23), 14, date(2027, 2, 10)),  # Seollal with its substitute
        (noon(2026, 2, 15), 14, date(2026, 3, 3)),  # the substitute of the first of March, a Sunday
        (noon(2026, 5, 20), 14, date(2026, 6, 4)),  # local elections
        (noon(2026, 12, 18), 14, date(2027, 1, 4)),  # over the end of the year
        (noon(2026, 11, 7), 0, date(2026, 11, 9)),
    ],
)
def test_a_last_day_off_moves_to_the_next_working_day(begun: datetime, days: int, due: date) -> None:
    assert due_day(begun, days) == due
    assert timezone.localdate(due_after(begun, days)) == due


def test_the_city_names_further_days(settings: Settings) -> None:
    assert due_day(noon(2026, 11, 2), 14) == date(2026, 11, 16)
    settings.DAYS_OFF = frozenset({date(2026, 11, 16), date(2026, 11, 17)})
    assert due_day(noon(2026, 11, 2), 14) == date(2026, 11, 18)


def test_without_a_country_only_weekends_are_off(settings: Settings) -> None:
    settings.HOLIDAYS_COUNTRY = ""
    assert not is_day_off(date(2026, 12, 25))
    assert is_day_off(date(2026, 12, 26))


def test_a_part_of_a_country_has_its_own_holidays(settings: Settings) -> None:
    settings.HOLIDAYS_COUNTRY = "DE"
    epiphany = date(2026, 1, 6)
    assert not is_day_off(epiphany)
    settings.HOLIDAYS_SUBDIVISION = "BY"
    assert is_day_off(epiphany)


def test_a_country_has_its_own_weekend(settings: Settings) -> None:
    settings.HOLIDAYS_COUNTRY = "SA"
    assert is_day_off(date(2026, 11, 6))  # a Friday
    assert not is_day_off(date(2026, 11, 8))  # a Sunday


@given(MOMENTS, st.integers(0, 200))
@example(noon(2025, 9, 3), 30)
def test_a_moved_day_is_the_first_working_day_and_never_earlier(begun: datetime, days: int) -> None:
    plain, due = days_after(begun, days), due_after(begun, days)
    assert due >= plain
    assert not is_day_off(timezone.localdate(due))
    between = (timezone.localdate(due) - timezone.localdate(plain)).days
    assert all(is_day_off(timezone.localdate(plain) + DAY * n) for n in range(between))


@given(MOMENTS, st.integers(0, 60), st.integers(-3 * 86_400, 15 * 86_400))
@example(noon(2025, 9, 3), 30, 0)
def test_a_query_by_the_beginning_finds_what_is_over(begun: datetime, days: int, later: int) -> None:
    at = days_after(begun, days) + timedelta(seconds=later)  # near the end, where the two could differ
    over = due_after(begun, days) + timedelta(seconds=1) <= at  # the last second belongs to the day
    assert over == (begun < was_due_before(at, days))


def test_an_unknown_place_is_said_at_the_start(settings: Settings) -> None:
    assert days_off(None) == []
    for country, part in (("XX", ""), ("DE", "XX"), ("", "BY")):
        settings.HOLIDAYS_COUNTRY, settings.HOLIDAYS_SUBDIVISION = country, part
        assert [one.id for one in days_off(None)] == ["civic.E022"]
    settings.HOLIDAYS_COUNTRY, settings.HOLIDAYS_SUBDIVISION = "DE", "BY"
    assert days_off(None) == []


def test_days_of_the_setting_are_read_or_refused() -> None:
    assert dates("X", [" 2027-03-02", "2027-05-06", ""]) == {date(2027, 3, 2), date(2027, 5, 6)}
    with pytest.raises(ImproperlyConfigured, match="X holds what is no day"):
        dates("X", ["2. 3. 2027"])


def test_the_library_is_not_read_at_the_start() -> None:
    """It costs 18 MB and a fifth of a second in every process, of which many never work a due day out."""
    program = "import django, sys; django.setup(); sys.exit('holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=django_settings.BASE_DIR, check=False)
    assert done.returncode == 0
