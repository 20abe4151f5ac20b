"""Sentences about a course that several pages say."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from civic.common.bilingual import localized
from civic.common.dates import date_text, span_text
from workshops.school.models import Course, Session

STATE_KINDS = {
    Course.State.PLANNED: "neutral",
    Course.State.OPEN: "primary",
    Course.State.FINISHED: "success",
    Course.State.CANCELLED: "danger",
}


def state(course: Course, at: datetime) -> tuple[str, str]:
    """The state in words, and the kind of its tag: an open course that has begun is under way."""
    if course.state == Course.State.OPEN and course.begins_at is not None and course.begins_at <= at:
        return _("under way"), "info"
    return course.get_state_display(), STATE_KINDS[Course.State(course.state)]


def seats(course: Course) -> str:
    """How many places are left, in words."""
    if not course.seats_left:
        return _("All %(capacity)s places are taken; there is a waiting list") % {"capacity": course.capacity}
    sentence = ngettext(
        "%(left)s of %(capacity)s places left", "%(left)s of %(capacity)s places left", course.seats_left
    )
    return sentence % {"left": course.seats_left, "capacity": course.capacity}


def times(session: Session) -> str:
    """From when until when."""
    return span_text(session.starts_at, session.ends_at)


def rule(course: Course, sessions: int) -> str:
    """What completes the course, in one sentence."""
    needed = course.needed(sessions)
    said = ngettext(
        "Whoever attends %(needed)s of its %(sessions)s session completes the course.",
        "Whoever attends %(needed)s of its %(sessions)s sessions completes the course.",
        sessions,
    )
    return said % {"needed": needed, "sessions": sessions}


def line(course: Course, at: datetime) -> dict[str, Any]:
    """What a list shows of a course, for the component `item`."""
    label, kind = state(course, at)
    facts = [_("begins on %(day)s") % {"day": date_text(course.begins_at)}] if course.begins_at else []
    if course.state == Course.State.OPEN and kind == "primary":
        facts.append(seats(course))
    return {
        "course": course,
        "state": label,
        "state_kind": kind,
        "meta": [*facts, str(course.department)],
        "summary": localized(course, "cancel_reason") or localized(course, "summary"),
    }
