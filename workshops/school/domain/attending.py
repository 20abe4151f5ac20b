"""Who was at a session: noted by the list, by a code, or by the door of the workshop that the session is."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.ids import clean_code
from workshops.school import actions, refusals
from workshops.school.models import Attendance, Course, Enrolment, Session


def note_list(
    actor: Actor, session: Session, present: Iterable[int], listed: Iterable[int], *, at: datetime
) -> int:
    """Of the enrolments that were listed, these were there and the others were not; gives how many were there.

    ``present`` and ``listed`` are keys of enrolments; those of other courses, and those without a place, are passed
    over. Raises SessionNotBegun, StaleState, NotAllowed.
    """
    with transaction.atomic():
        actions.note_attendance.require(actor, session=session, at=at)
        seated = Enrolment.objects.seated().filter(course=session.course_id)
        mine = set(seated.filter(pk__in=list(listed)).values_list("pk", flat=True))
        there = mine & set(present)
        Attendance.objects.filter(session=session, enrolment__in=mine - there).delete()
        Attendance.objects.bulk_create(
            [
                Attendance(session=session, enrolment_id=key, at=at, noted_by=person(actor))
                for key in sorted(there)
            ],
            ignore_conflicts=True,  # noted on another device meanwhile
        )
        record(actor, "school.note_attendance", session.course, session=session.title)
    return len(there)


def note_one(
    actor: Actor, session: Session, enrolment: Enrolment, *, at: datetime
) -> tuple[Attendance, bool]:
    """The person is here; gives the fact, and whether it is new. Raises NotEnrolled, SessionNotBegun, NotAllowed."""
    with transaction.atomic():
        actions.note_attendance.require(actor, session=session, at=at)
        seated = Enrolment.objects.seated().filter(pk=enrolment.pk, course=session.course_id)
        if not seated.exists():
            raise refusals.NotEnrolled
        fact, first = Attendance.objects.get_or_create(
            session=session, enrolment=enrolment, defaults={"at": at, "noted_by": person(actor)}
        )
        if first:
            record(actor, "school.note_attendance", session.course, session=session.title)
    return fact, first


def find_by_code(course: Course, typed: str) -> Enrolment:
    """The enrolment with this code, however it was typed. Raises UnknownCode."""
    found = Enrolment.objects.going_on().filter(course=course, code=clean_code(typed)).first()
    if found is None:
        raise refusals.UnknownCode
    return found


def session_of_today(course: Course, at: datetime) -> Session:
    """The session of the day, also one that began the evening before and ended after midnight: of several the one that
    has not ended, else the last. Raises NoSessionToday."""
    day = timezone.localdate(at)
    todays = [
        one
        for one in course.sessions.order_by("starts_at", "id")
        if timezone.localdate(one.starts_at) <= day <= timezone.localdate(one.ends_at)
    ]
    if not todays:
        raise refusals.NoSessionToday
    session = next((one for one in todays if one.ends_at >= at), todays[-1])
    session.course = course
    return session
