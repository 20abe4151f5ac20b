"""Dates as an office writes them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from civic.common import dates
from civic.common.dates import plain

SEOUL = ZoneInfo("Asia/Seoul")
MARCH = dt.datetime(2026, 3, 4, 15, 30, tzinfo=SEOUL)
NOW = dt.datetime(2026, 3, 4, 9, 0, tzinfo=SEOUL)


def test_date_and_time_in_korean() -> None:
    with translation.override("ko"):
        assert plain(dates.moment_text(MARCH)) == "2026. 3. 4.(수) 오후 3시 30분"
        assert plain(dates.moment_text(MARCH, year=False)) == "3. 4.(수) 오후 3시 30분"
        assert plain(dates.date_text(MARCH)) == "2026. 3. 4.(수)"
        assert plain(dates.moment_text(MARCH.date())) == "2026. 3. 4.(수)"
        assert plain(dates.deadline_text(MARCH.replace(hour=18, minute=0), NOW)) == "3. 4.(수) 오후 6시까지"
        assert (
            plain(dates.deadline_text(MARCH.replace(year=2027), NOW)) == "2027. 3. 4.(목) 오후 3시 30분까지"
        )
        assert plain(dates.deadline_text(MARCH.date(), NOW)) == "3. 4.(수)까지"


def test_date_and_time_in_english() -> None:
    with translation.override("en"):
        assert plain(dates.moment_text(MARCH)) == "Wed 4 March 2026, 3:30 pm"
        assert plain(dates.deadline_text(MARCH.replace(hour=18, minute=0), NOW)) == "by 6 pm, Wed 4 March"
        assert plain(dates.deadline_text(MARCH.date(), NOW)) == "by Wed 4 March"


def test_a_day_and_a_time_of_day_are_one_word_each() -> None:
    """ "2026. 12." at the end of a line and "16.(수)" on the next is read twice."""
    late = MARCH.replace(hour=18, minute=5)
    with translation.override("ko"):
        assert dates.moment_text(MARCH).split(" ") == ["2026.\u00a03.\u00a04.(수)", "오후\u00a03시\u00a030분"]
        assert dates.deadline_text(late, NOW).split(" ") == ["3.\u00a04.(수)", "오후\u00a06시\u00a05분까지"]
    with translation.override("en"):
        assert dates.moment_text(MARCH).split(" ") == ["Wed", "4\u00a0March", "2026,", "3:30\u00a0pm"]
        assert dates.deadline_text(late, NOW).split(" ") == ["by\u00a06:05\u00a0pm,", "Wed", "4\u00a0March"]


CLOCK = [
    ((0, 0), "오전 0시", "12 midnight"),
    ((0, 5), "오전 0시 5분", "12:05 am"),
    ((9, 0), "오전 9시", "9 am"),
    ((11, 59), "오전 11시 59분", "11:59 am"),
    ((12, 0), "낮 12시", "12 noon"),
    ((12, 5), "낮 12시 5분", "12:05 pm"),
    ((13, 0), "오후 1시", "1 pm"),
    ((23, 59), "오후 11시 59분", "11:59 pm"),
]


@pytest.mark.parametrize(("at", "korean", "english"), CLOCK)
def test_a_time_of_day_is_said_as_people_say_it(at: tuple[int, int], korean: str, english: str) -> None:
    hour, minute = at
    for language, text in (("ko", korean), ("en", english)):
        with translation.override(language):
            assert plain(dates.time_text(MARCH.replace(hour=hour, minute=minute))) == text
            assert plain(dates.time_text(dt.time(hour, minute))) == text
            assert text in plain(dates.deadline_text(MARCH.replace(hour=hour, minute=minute), NOW))


def test_a_moment_is_shown_in_the_office_time_zone() -> None:
    late_in_london = dt.datetime(2026, 3, 4, 22, 0, tzinfo=dt.UTC)
    with translation.override("ko"):
        assert plain(dates.moment_text(late_in_london)) == "2026. 3. 5.(목) 오전 7시"
        assert dates.days_left(late_in_london, NOW) == 1


LEFT = [
    (dt.timedelta(days=9), "9일 남음", "9 days left", "D-9"),
    (dt.timedelta(days=1), "내일 마감", "Closes tomorrow", "D-1"),
    (dt.timedelta(hours=1), "오늘 마감", "Closes today", "D-Day"),
    (dt.timedelta(hours=-1), "오늘 마감됨", "Closed today", "D-Day"),
    (dt.timedelta(days=-1), "1일 지남", "1 day ago", "D+1"),
    (dt.timedelta(days=-3), "3일 지남", "3 days ago", "D+3"),
]


@pytest.mark.parametrize(("away", "korean", "english", "short"), LEFT)
def test_how_long_is_left_in_words(away: dt.timedelta, korean: str, english: str, short: str) -> None:
    with translation.override("ko"):
        assert dates.dday_words(NOW + away, NOW) == korean
        assert dates.dday_short(NOW + away, NOW) == short
    with translation.override("en"):
        assert dates.dday_words(NOW + away, NOW) == english


def test_days_are_calendar_days_not_spans_of_24_hours() -> None:
    assert (
        dates.days_left(
            dt.datetime(2026, 3, 5, 0, 5, tzinfo=SEOUL), dt.datetime(2026, 3, 4, 23, 55, tzinfo=SEOUL)
        )
        == 1
    )


def test_a_plain_date_is_over_when_its_day_is() -> None:
    assert not dates.is_past(dt.date(2026, 3, 4), NOW)
    assert dates.is_past(dt.date(2026, 3, 3), NOW)
    with translation.override("ko"):
        assert dates.dday_words(dt.date(2026, 3, 4), NOW) == "오늘 마감"


@pytest.mark.parametrize(
    ("language", "first", "last", "said"),
    [
        ("ko", "2027-03-01T19:00+09:00", "2027-03-01T21:00+09:00", "2027. 3. 1.(월) 오후 7시 – 오후 9시"),
        ("ko", "2027-03-01T23:00+09:00", "2027-03-02T01:00+09:00", "2027. 3. 1.(월) 오후 11시 – 3. 2.(화) 오전 1시"),
        ("en", "2027-03-01T23:00+09:00", "2027-03-02T01:00+09:00", "Mon 1 March 2027, 11 pm – Tue 2 March, 1 am"),
        ("ko", "2026-12-31T23:00+09:00", "2027-01-01T01:00+09:00", "2026. 12. 31.(목) 오후 11시 – 2027. 1. 1.(금) 오전 1시"),
    ],
)  # fmt: skip
def test_a_span_names_the_second_day_where_it_is_another(
    language: str, first: str, last: str, said: str
) -> None:
    with translation.override(language):
        assert (
            plain(dates.span_text(dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last))) == said
        )
