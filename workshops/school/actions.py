"""Every thing that a person may do with courses, with its rule."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds, person
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst, StaleState
from workshops.rules import door_opens_at
from workshops.school import refusals
from workshops.school.models import Course, Enrolment, Graduate, Session
from workshops.school.states import course_states

State = Course.State


def _hosting(actor: Actor, course: Course | None = None) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.HOST, area=course.area_id if course else None):
        yield NotAllowed()


def _stage(verb: str, course: Course) -> Iterator[Refusal]:
    if not course_states.allows(verb, course.state):
        yield StaleState(state=course.state, verb=verb)


@action("school.save_course", label=_("Plan or change a course"))
def save_course(actor: Actor, *, course: Course | None = None, area: str | None = None) -> Iterator[Refusal]:
    """A host plans a course in an area of theirs, and changes it as long as it is not over."""
    yield from _hosting(actor, course)
    if not holds(actor, Role.Kind.HOST, area=area):
        yield NotAllowed()
    if course is not None and course.state not in (State.PLANNED, State.OPEN):
        yield StaleState(state=course.state)


@action("school.save_session", label=_("Add, change or take out a session"))
def save_session(
    actor: Actor, *, course: Course, session: Session | None = None, at: datetime
) -> Iterator[Refusal]:
    """A host, as long as the course is not over and the session has not begun."""
    yield from save_course.rule(actor, course=course)
    if session is not None and session.starts_at <= at:
        yield refusals.SessionOver()


@action("school.announce", label=_("Open a course for enrolment"))
def announce(actor: Actor, *, course: Course, at: datetime) -> Iterator[Refusal]:
    """A host, once the first session is set and lies ahead."""
    yield from _hosting(actor, course)
    yield from _stage("announce", course)
    if course.begins_at is None or course.begins_at <= at:
        yield refusals.NoSession()


@action("school.cancel", label=_("Cancel a course"))
def cancel(actor: Actor, *, course: Course) -> Iterator[Refusal]:
    """A host, with a reason that everybody reads."""
    yield from _hosting(actor, course)
    yield from _stage("cancel", course)


@action("school.enrol", label=_("Enrol in a course"))
def enrol(actor: Actor, *, course: Course, at: datetime) -> Iterator[Refusal]:
    """A signed-in person, until the course begins; in line when all places are taken."""
    if course.state != State.OPEN or course.begins_at is None or course.begins_at <= at:
        yield refusals.EnrolmentClosed()
    user = person(actor)
    if user is None:
        yield SignInFirst()
    elif Enrolment.objects.going_on().filter(course=course, user=user).exists():
        yield refusals.EnrolledAlready()


@action("school.leave", label=_("Give up an enrolment"))
def leave(actor: Actor, *, enrolment: Enrolment, at: datetime) -> Iterator[Refusal]:
    """One's own until the course begins; a host any as long as the course is not over."""
    if not actor.is_authenticated:
        yield SignInFirst()
    course, user = enrolment.course, person(actor)
    hosting = holds(actor, Role.Kind.HOST, area=course.area_id)
    if not hosting and (user is None or enrolment.user_id != user.pk):
        yield NotAllowed()
    if enrolment.cancelled_at is not None:
        yield refusals.NotEnrolled()
    if course.state != State.OPEN:
        yield StaleState(state=course.state)
    if not hosting and course.begins_at is not None and course.begins_at <= at:
        yield refusals.CourseBegan()


@action("school.note_attendance", label=_("Note who attended a session"))
def note_attendance(actor: Actor, *, session: Session, at: datetime) -> Iterator[Refusal]:
    """A host, from the day of the session until the course ends."""
    yield from _hosting(actor, session.course)
    if session.course.state != State.OPEN:
        yield StaleState(state=session.course.state)
    if at < door_opens_at(session.starts_at):
        yield refusals.SessionNotBegun()


@action("school.finish", label=_("End a course"))
def finish(actor: Actor, *, course: Course, at: datetime) -> Iterator[Refusal]:
    """A host, after the last session: whoever attended enough has completed the course."""
    yield from _hosting(actor, course)
    yield from _stage("finish", course)
    if course.sessions.filter(ends_at__gt=at).exists():
        yield refusals.SessionsAhead()


@action("school.publish_name", label=_("Have one's name among the graduates"))
def publish_name(actor: Actor, *, graduate: Graduate) -> Iterator[Refusal]:
    """The graduate alone agrees, and takes it back, at any time."""
    user = person(actor)
    if user is None:
        yield SignInFirst()
    elif graduate.user_id != user.pk:
        yield NotAllowed()


@action("school.certificate", label=_("Have a certificate of completion"))
def certificate(actor: Actor, *, course: Course) -> Iterator[Refusal]:
    """Whoever completed the course."""
    user = person(actor)
    if user is None:
        yield SignInFirst()
    elif not Graduate.objects.filter(course=course, user=user).exists():
        yield refusals.NotGraduated()
