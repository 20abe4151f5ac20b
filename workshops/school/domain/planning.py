"""Planning a course, its sessions, opening it for enrolment, cancelling it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Min

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify
from workshops.models import Workshop
from workshops.school import actions, refusals
from workshops.school.domain.enrolling import fill_places, locked
from workshops.school.models import Course, Session
from workshops.school.states import course_states


def save_course(actor: Actor, course: Course | None, *, at: datetime, **fields: Any) -> Course:
    """Plan a course, or change one; new places go to those who wait. Raises PlacesBelowEnrolled, RuleStands, StaleState."""
    with transaction.atomic():
        fresh = locked(course) if course is not None else None
        area = fields["area"].pk if "area" in fields else None
        actions.save_course.require(actor, course=fresh, area=area)
        saved = fresh or Course()
        if fresh is not None:
            _bounds(fresh, fields)
        for name, value in fields.items():
            setattr(saved, name, value)
        saved.save()
        if fresh is not None:
            fill_places(saved, at=at)
        record(actor, "school.save_course", saved, title=saved.title)
    return saved


def _bounds(course: Course, fields: dict[str, Any]) -> None:
    if fields.get("capacity", course.capacity) < course.enrolled_count:
        raise refusals.PlacesBelowEnrolled(enrolled=course.enrolled_count)
    stands = course.state != Course.State.PLANNED
    if stands and fields.get("attend_percent", course.attend_percent) != course.attend_percent:
        raise refusals.RuleStands


def save_session(
    actor: Actor,
    course: Course,
    session: Session | None,
    *,
    at: datetime,
    workshop: Workshop | None = None,
    **fields: Any,
) -> Session:
    """Add a session or change one that has not begun. Of a workshop it takes the dates and the place.

    The enrolled are told of another time or place. Raises SessionOver, SessionInThePast, WorkshopTwice, StaleState.
    """
    with transaction.atomic():
        fresh = locked(course)
        actions.save_session.require(actor, course=fresh, session=session, at=at)
        saved = session or Session(course=fresh)
        before = (saved.starts_at, saved.place)
        saved.workshop = workshop
        for name, value in (fields | dates_of(workshop)).items():
            setattr(saved, name, value)
        if saved.starts_at <= at:
            raise refusals.SessionInThePast
        with refusing({"session_workshop_once_in_a_course": refusals.WorkshopTwice}):
            saved.save()
        begin_anew(fresh)
        record(actor, "school.save_course", fresh, session=saved.title, starts=saved.starts_at)
        if before != (saved.starts_at, saved.place):
            tell_of_change(fresh, saved)
    return saved


def dates_of(workshop: Workshop | None) -> dict[str, Any]:
    """What a session takes from its workshop."""
    if workshop is None:
        return {}
    return {name: getattr(workshop, name) for name in ("starts_at", "ends_at", "place", "place_en")}


def tell_of_change(course: Course, session: Session) -> None:
    """The enrolled of an open course learn that a session is new or elsewhere; runs in the caller's transaction."""
    if course.state != Course.State.OPEN:
        return
    notify(
        "school.session_changed",
        course,
        path=course.get_absolute_url(),
        once=f"{session.pk}:{session.starts_at:%Y%m%dT%H%M%z}:{session.place}"[:80],
        title=session.title,
        title_en=session.title_en,
        begins=session.starts_at.isoformat(),
        place=session.place,
        place_en=session.place_en,
    )


def tell_of_end(course: Course, session: Session) -> None:
    """The enrolled of an open course learn that a session does not take place; runs in the caller's transaction."""
    if course.state != Course.State.OPEN:
        return
    notify(
        "school.session_dropped",
        course,
        path=course.get_absolute_url(),
        once=f"{session.pk}:{session.starts_at:%Y%m%dT%H%M%z}",
        title=session.title,
        title_en=session.title_en,
        begins=session.starts_at.isoformat(),
    )


def drop_session(actor: Actor, session: Session, *, at: datetime) -> None:
    """Take a session that has not begun out of its course, and tell the enrolled; the last one stays once people enrol.

    Raises SessionOver, NoSession.
    """
    with transaction.atomic():
        course = locked(session.course)
        actions.save_session.require(actor, course=course, session=session, at=at)
        if course.state != Course.State.PLANNED and course.sessions.count() == 1:
            raise refusals.NoSession
        record(actor, "school.save_course", course, session_out=session.title)
        tell_of_end(course, session)
        session.delete()
        begin_anew(course)


def begin_anew(course: Course) -> None:
    """A course begins with its first session, whichever that is now; runs under the lock of the course."""
    course.begins_at = course.sessions.aggregate(first=Min("starts_at"))["first"]
    course.save(update_fields=["begins_at"])


def announce(actor: Actor, course: Course, *, at: datetime) -> Course:
    """From now on everybody sees it and can enrol. Raises NoSession, StaleState."""
    with transaction.atomic():
        actions.announce.require(actor, course=course, at=at)
        fresh = course_states.move(course, "announce")
        record(actor, "school.announce", fresh)
    return fresh


def cancel(actor: Actor, course: Course, *, reason: str, reason_en: str = "") -> Course:
    """It will not take place; the enrolled and those in line are told why. Raises ReasonMissing, StaleState."""
    reason = reason.strip()
    with transaction.atomic():
        actions.cancel.require(actor, course=course)
        if not reason:
            raise refusals.ReasonMissing
        fresh = course_states.move(
            course, "cancel", cancel_reason=reason[:300], cancel_reason_en=reason_en.strip()[:300]
        )
        record(actor, "school.cancel", fresh, reason=reason)
        notify(
            "school.cancelled",
            fresh,
            path=fresh.get_absolute_url(),
            title=fresh.title,
            title_en=fresh.title_en,
            reason=fresh.cancel_reason,
            reason_en=fresh.cancel_reason_en,
        )
    return fresh
