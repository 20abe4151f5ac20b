"""Taking a place on a course, standing in line for one, giving it up. The row of the course is the lock."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.constraints import violated
from civic.common.ids import short_code
from civic.common.korean import nfc
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify
from workshops.school import actions, refusals
from workshops.school.models import Course, Enrolment

CODE_TRIES = 5


def locked(course: Course) -> Course:
    """The course's fresh row, locked until the transaction ends."""
    return Course.objects.select_for_update().get(pk=course.pk)


def enrol(actor: Actor, course: Course, *, at: datetime, name: str = "", needs: str = "") -> Enrolment:
    """Take a place, or stand at the end of the line when there is none (``seated_at`` is empty then).

    Everybody passes the lock of the course's row: as many places as there are, and the line in the order of coming
    (tests/workshops/school/test_races.py). Raises EnrolmentClosed, EnrolledAlready, SignInFirst.
    """
    with transaction.atomic():
        fresh = locked(course)
        actions.enrol.require(actor, course=fresh, at=at)
        user = person(actor)
        if user is None:
            raise SignInFirst
        seated = fresh.seats_left > 0
        enrolment = _row(
            fresh, user, (nfc(name).strip() or user.display_name)[:40], nfc(needs).strip()[:300], at
        )
        if seated:
            _seat(fresh, enrolment, at)
        record(actor, "school.enrol", fresh)
        _tell("school.enrolled" if seated else "school.waiting", enrolment)
    return enrolment


def _row(course: Course, user: User, name: str, needs: str, at: datetime) -> Enrolment:
    for _try in range(CODE_TRIES):
        try:
            with transaction.atomic():
                return Enrolment.objects.create(
                    course=course, user=user, name=name, needs=needs, code=short_code(), joined_at=at
                )
        except IntegrityError as error:
            if violated(error) != "enrolment_codes_differ":
                raise refusals.EnrolledAlready from error
    raise refusals.EnrolmentClosed


def _seat(course: Course, enrolment: Enrolment, at: datetime) -> None:
    """A place of the locked course for this person. The CHECK of the course has the last word."""
    course.enrolled_count += 1
    course.save(update_fields=["enrolled_count"])
    enrolment.seated_at = at
    enrolment.save(update_fields=["seated_at"])


def leave(actor: Actor, enrolment: Enrolment, *, at: datetime) -> None:
    """Give the place up, or leave the line; a free place goes to whoever has waited longest. Raises NotEnrolled,
    CourseBegan, StaleState, NotAllowed."""
    with transaction.atomic():
        course = locked(enrolment.course)
        fresh = Enrolment.objects.select_related("course").get(pk=enrolment.pk)
        actions.leave.require(actor, enrolment=fresh, at=at)
        give_up(course, fresh, at=at)
        record(actor, "school.leave", course)


def give_up(course: Course, enrolment: Enrolment, *, at: datetime) -> None:
    """End an enrolment of the locked course and pass its place on."""
    enrolment.cancelled_at = at
    enrolment.save(update_fields=["cancelled_at"])
    if enrolment.seated_at is not None:
        course.enrolled_count -= 1
        course.save(update_fields=["enrolled_count"])
        fill_places(course, at=at)


def fill_places(course: Course, *, at: datetime) -> None:
    """The first in line get what is free, as long as the course has not begun; they are told and may give it up again.

    Runs in the caller's transaction, which holds the row's lock. Unlike the place of one evening, a place on a course is
    not held on offer: whoever waits for one is in as soon as it is free (docs/decisions/0090-places-on-a-course.md).
    """
    if course.state != Course.State.OPEN or course.begins_at is None or course.begins_at <= at:
        return
    for enrolment in Enrolment.objects.in_line().filter(course=course)[: course.seats_left]:
        _seat(course, enrolment, at)
        _tell("school.moved_up", enrolment)


def _tell(kind: str, enrolment: Enrolment) -> None:
    course = enrolment.course
    notify(
        kind,
        enrolment,
        path=reverse("school:enrolment", args=[course.code]),
        title=course.title,
        title_en=course.title_en,
        code=enrolment.code,
        begins=course.begins_at.isoformat() if course.begins_at else "",
    )
