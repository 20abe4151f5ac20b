"""Dates and times as an office says them: 2026. 3. 4.(수), 오후 3시 30분, 3. 4.(수) 오후 6시까지, 9일 남음.

A Korean day, an English day with its month, and a time of day are one word each: the spaces within them do not break
at the end of a line. `plain` gives ordinary spaces where a text leaves the pages.
"""

import datetime as dt

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from civic.common.periods import LAST_MOMENT

KOREAN_DAYS = "월화수목금토일"
TIED = "\u00a0"


def plain(text: str) -> str:
    """With ordinary spaces: for messages, whose carriers may know no others."""
    return text.replace(TIED, " ")


def _tied(text: str) -> str:
    return text.replace(" ", TIED)


def date_text(moment: dt.date, *, year: bool = True) -> str:
    """ "2026. 3. 4.(수)" or "Wed 4 March 2026"; without the year where the reader knows it."""
    day = _local_day(moment)
    if _korean():
        return _tied(
            f"{f'{day.year}. ' if year else ''}{day.month}. {day.day}.({KOREAN_DAYS[day.weekday()]})"
        )
    return f"{day:%a} {day.day}{TIED}{day:%B}{f' {day.year}' if year else ''}"


def time_text(moment: dt.datetime | dt.time) -> str:
    """ "오후 3시 30분", "낮 12시", "오전 0시" or "3:30 pm", "12 noon". Nobody else says a time of day: docs/decisions/0250."""
    if isinstance(moment, dt.datetime) and is_last_moment(moment):
        return _tied("밤 12시") if _korean() else "midnight"
    at = _local(moment) if isinstance(moment, dt.datetime) else moment
    return _tied(_korean_time(at.hour, at.minute) if _korean() else _english_time(at.hour, at.minute))


def is_last_moment(moment: dt.datetime) -> bool:
    """Whether a moment is the end of its day (`civic.common.periods`)."""
    return _local(moment).time().replace(microsecond=0) == LAST_MOMENT


def _korean_time(hour: int, minute: int) -> str:
    """Noon and midnight by names that nobody takes for each other, which 오전 12시 and 오후 12시 are."""
    half = "오전" if hour < 12 else "낮" if hour == 12 else "오후"
    full = f"{half} {hour if hour <= 12 else hour - 12}시"
    return f"{full} {minute}분" if minute else full


def _english_time(hour: int, minute: int) -> str:
    if not minute and hour % 12 == 0:
        return "12 noon" if hour else "12 midnight"
    clock = f"{hour % 12 or 12}{f':{minute:02d}' if minute else ''}"
    return f"{clock} {'am' if hour < 12 else 'pm'}"


def moment_text(moment: dt.date, *, year: bool = True) -> str:
    """Date and time; the date alone where there is no time."""
    day = date_text(moment, year=year)
    if not isinstance(moment, dt.datetime):
        return day
    return f"{day} {time_text(moment)}" if _korean() else f"{day}, {time_text(moment)}"


def span_text(first: dt.datetime, last: dt.datetime) -> str:
    """From when until when; the second day is named where it is another one."""
    same = _local_day(first) == _local_day(last)
    until = (
        time_text(last) if same else moment_text(last, year=_local_day(first).year != _local_day(last).year)
    )
    return f"{moment_text(first)} – {until}"


def deadline_text(moment: dt.date, now: dt.datetime) -> str:
    """ "3. 4.(수) 오후 6시까지" or "by 6 pm, Wed 4 March"; a whole day without a time; the year where it is not this one."""
    day = date_text(moment, year=_local_day(moment).year != _local(now).year)
    clock = time_text(moment) if isinstance(moment, dt.datetime) and not is_last_moment(moment) else ""
    if _korean():
        return f"{day} {clock}까지" if clock else f"{day}까지"
    return f"by{TIED}{clock}, {day}" if clock else f"by {day}"


def days_left(moment: dt.date, now: dt.datetime) -> int:
    """Whole calendar days from today to the day of the moment, in the office's time zone; negative when past."""
    return (_local_day(moment) - _local(now).date()).days


def is_past(moment: dt.date, now: dt.datetime) -> bool:
    """Whether the moment is over; a plain date is over when its day is."""
    return moment < now if isinstance(moment, dt.datetime) else days_left(moment, now) < 0


def dday_words(moment: dt.date, now: dt.datetime) -> str:
    """How long is left, in words: 9일 남음, 내일 마감, 오늘 마감, 오늘 마감됨, 3일 지남."""
    days = days_left(moment, now)
    if days < 0:
        return ngettext("%(days)s day ago", "%(days)s days ago", -days) % {"days": -days}
    if days == 0:
        return gettext("Closed today") if is_past(moment, now) else gettext("Closes today")
    if days == 1:
        return gettext("Closes tomorrow")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}


def dday_short(moment: dt.date, now: dt.datetime) -> str:
    """ "D-9", "D-Day", "D+3"; for badges beside the words, never instead of them."""
    days = days_left(moment, now)
    return "D-Day" if days == 0 else f"D-{days}" if days > 0 else f"D+{-days}"


def _korean() -> bool:
    return (get_language() or "ko").startswith("ko")


def _local(moment: dt.datetime) -> dt.datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def _local_day(moment: dt.date) -> dt.date:
    return _local(moment).date() if isinstance(moment, dt.datetime) else moment
