"""What the clock does by itself."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from civic.notifications.domain.notifying import notify
from workshops.school.models import Course, Session

AHEAD = timedelta(hours=24)


def remind(at: datetime) -> int:
    """Tell the enrolled a day before each session; gives how many sessions were told. Safe any number of times: the key
    of the event names the session and its beginning, so that a session that moved is told once more."""
    soon = Session.objects.filter(
        course__state=Course.State.OPEN, starts_at__gt=at, starts_at__lte=at + AHEAD
    ).select_related("course")
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
            )
    return len(sessions)
