"""Periods in days end with their last day, whatever the hour they began at, and pages say the day alone."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from civic.common.dates import dday_words, deadline_text, moment_text, plain
from civic.common.periods import days_after


def seoul(*at: int) -> datetime:
    return datetime(*at, tzinfo=timezone.get_default_timezone())  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("at", "days", "last"),
    [
        (seoul(2026, 3, 3, 0, 0), 30, seoul(2026, 4, 2, 23, 59, 59)),
        (seoul(2026, 3, 3, 23, 59), 30, seoul(2026, 4, 2, 23, 59, 59)),
        (datetime(2026, 3, 3, 16, 0, tzinfo=UTC), 1, seoul(2026, 3, 5, 23, 59, 59)),  # the fourth, in Korea
        (seoul(2028, 1, 30, 12, 0), 30, seoul(2028, 2, 29, 23, 59, 59)),
        (seoul(2026, 12, 31, 12, 0), 0, seoul(2026, 12, 31, 23, 59, 59)),
    ],
)
def test_the_first_day_does_not_count_and_the_last_one_counts_whole(
    at: datetime, days: int, last: datetime
) -> None:
    assert days_after(at, days) == last


def test_a_whole_day_is_said_without_a_time() -> None:
    last, now = days_after(seoul(2026, 12, 2, 3, 17), 10), seoul(2026, 12, 3, 9, 0)
    with override("ko"):
        said = (plain(deadline_text(last, now)), dday_words(last, now), plain(moment_text(last)))
    assert said == ("12. 12.(토)까지", "9일 남음", "2026. 12. 12.(토) 밤 12시")
    with override("en"):
        assert plain(deadline_text(last, now)) == "by Sat 12 December"
        assert plain(moment_text(last)) == "Sat 12 December 2026, midnight"
