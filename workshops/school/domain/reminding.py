"""What the clock does by itself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from civic.notifications.domain.notifying import notify
from workshops.models import Workshop
from workshops.school.domain.enrolling import locked
from workshops.school.models import Course, Enrolment, Session

AHEAD = timedelta(hours=24)


def remind(at: datetime) -> int:
    """Tell the enrolled a day before each session; gives how many sessions were told. Safe any number of times: the key
    of the event names the session and its beginning, so that a session that moved is told once more."""
    soon = Session.objects.filter(
        course__state=Course.State.OPEN, starts_at__gt=at, starts_at__lte=at + AHEAD
    ).select_related("course")
    soon = soon.exclude(workshop__state=Workshop.State.CANCELLED)  # it does not take place
    sessions = list(soon.order_by("starts_at", "id")[:500])
    for session in sessions:
        with transaction.atomic():
            notify(
                "school.session_soon",
                session.course,
                path=reverse("school:enrolment", args=[session.course.code]),
                once=f"{session.pk}:{session.starts_at:%Y%m%dT%H%M%z}",
                title=session.title,
                title_en=session.title_en,
                begins=session.starts_at.isoformat(),
                place=session.place,
                place_en=session.place_en,
            )
    return len(sessions)


def close_lines(at: datetime) -> int:
    """When a course has begun, whoever still waits for a place leaves the line, and is told; gives how many. Safe any number
    of times."""
    begun = Enrolment.objects.in_line().filter(course__state=Course.State.OPEN, course__begins_at__lte=at)
    told = 0
    for key, course_key in begun.values_list("pk", "course_id")[:500]:
        with transaction.atomic():
            course = locked(Course(pk=course_key))
            entry = Enrolment.objects.in_line().filter(pk=key).first()
            if entry is None or course.begins_at is None or course.begins_at > at:
                continue
            entry.cancelled_at = at
            entry.save(update_fields=["cancelled_at"])
            notify(
                "school.line_over",
                entry,
                path=reverse("school:list"),
                title=course.title,
                title_en=course.title_en,
            )
            told += 1
    return told
