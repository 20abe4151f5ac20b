"""Questions about courses that several pages ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from civic.accounts.models import User
from civic.common.ids import clean_code
from workshops.models import Registration, Workshop
from workshops.school.models import Attendance, Course, Enrolment, Graduate, Session


def attendances(course: Course) -> set[tuple[int, int]]:
    """(session, enrolment) of everybody who was there: as the list says, or checked in at the workshop that a session is.

    Two queries.
    """
    noted = Attendance.objects.filter(session__course=course, enrolment__cancelled_at=None)
    facts = set(noted.values_list("session_id", "enrolment_id"))
    checked_in = Registration.objects.in_force().filter(
        workshop=OuterRef("course__sessions__workshop"), user=OuterRef("user"), checked_in_at__isnull=False
    )
    at_workshops = (
        Enrolment.objects.seated()
        .filter(course=course, user__isnull=False, course__sessions__workshop__isnull=False)
        .filter(Exists(checked_in))
        .values_list("course__sessions__pk", "pk")
    )
    return facts | set(at_workshops)


def attended(course: Course) -> dict[int, int]:
    """How many sessions each enrolment attended; those who attended none are missing."""
    found: dict[int, int] = {}
    for _session, enrolment in attendances(course):
        found[enrolment] = found.get(enrolment, 0) + 1
    return found


@dataclass(frozen=True)
class Attended:
    """A session with whether one person was there."""

    session: Session
    there: bool
    over: bool


def own_sessions(enrolment: Enrolment, at: datetime) -> list[Attended]:
    """The course session by session, for one person. Three queries."""
    facts = attendances(enrolment.course)
    sessions = sessions_of(enrolment.course)
    return [Attended(one, (one.pk, enrolment.pk) in facts, one.ends_at <= at) for one in sessions]


def sessions_of(course: Course) -> list[Session]:
    """The sessions in the order of time, with the workshops that some of them are."""
    return list(course.sessions.select_related("workshop").order_by("starts_at", "id"))


def sessions_shown(course: Course, viewer: Any) -> list[Session]:
    """The same with the workshop that a session is; None for whoever may not see it: it may have become private since.
    Two queries, one where no session is a workshop."""
    seen = Prefetch("workshop", Workshop.objects.visible_to(viewer))
    return list(course.sessions.prefetch_related(seen).order_by("starts_at", "id"))


def next_session(sessions: list[Session], at: datetime) -> Session | None:
    return next((one for one in sessions if one.ends_at > at), None)


def enrolment_of(course: Course, user: Any) -> Enrolment | None:
    """The person's enrolment in force, or None."""
    if not isinstance(user, User):
        return None
    return Enrolment.objects.going_on().filter(course=course, user=user).select_related("course").first()


def place_in_line(enrolment: Enrolment) -> int:
    """1 for whoever gets the next place."""
    return Enrolment.objects.in_line().filter(course=enrolment.course_id, pk__lt=enrolment.pk).count() + 1


def graduate_of(enrolment: Enrolment) -> Graduate | None:
    return Graduate.objects.filter(enrolment=enrolment).first()


def by_number(typed: str) -> Graduate | None:
    """The graduate behind the number on a certificate."""
    course, _dash, code = typed.partition("-")
    found = Graduate.objects.filter(
        enrolment__course__code=clean_code(course), enrolment__code=clean_code(code)
    )
    return found.select_related("course").first()


def courses(viewer: Any, *, over: bool) -> QuerySet[Course]:
    """Courses that people can still enrol in or attend, or those that are finished or cancelled. Announced ones only."""
    ended = Q(state__in=[Course.State.FINISHED, Course.State.CANCELLED])
    found = Course.objects.visible_to(viewer).select_related("area", "department").exclude(begins_at=None)
    found = found.exclude(state=Course.State.PLANNED)
    return found.filter(ended) if over else found.exclude(ended)
