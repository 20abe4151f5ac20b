"""Courses: who gets a place, who was there, who has completed them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from civic.accounts.leaving import registry as leavings
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import NotAllowed, SignInFirst, StaleState
from civic.notifications.models import Event
from tests import factories
from tests.workshops.school.conftest import a_course, a_session, begun, enrolled, over
from workshops.domain import attending as door
from workshops.domain import planning as workshops
from workshops.domain.registering import register
from workshops.school import actions, queries, refusals
from workshops.school.domain import attending, enrolling, finishing, planning, reminding
from workshops.school.models import Attendance, Course, Enrolment, Graduate, Session


def told(kind: str) -> int:
    return Event.objects.filter(kind=f"school.{kind}").count()


def test_a_course_opens_once_its_first_session_is_set(seo: User, kim: User) -> None:
    course = a_course(seo, 0, announced=False)
    with pytest.raises(refusals.NoSession):
        planning.announce(seo, course, at=now())
    a_session(seo, course, now() + timedelta(days=3))
    course.refresh_from_db()
    with pytest.raises(NotAllowed):
        planning.announce(kim, course, at=now())
    assert planning.announce(seo, course, at=now()).state == Course.State.OPEN


def test_whoever_comes_when_all_places_are_taken_stands_in_line(seo: User) -> None:
    course = a_course(seo, capacity=1)
    ann, ben, cho = (factories.a_person(name) for name in ("ann", "ben", "cho"))
    first, second, third = enrolled(course, ann, ben, cho)
    assert [bool(one.seated_at) for one in (first, second, third)] == [True, False, False]
    assert (queries.place_in_line(second), queries.place_in_line(third)) == (1, 2)
    enrolling.leave(ann, first, at=now())
    second.refresh_from_db()
    third.refresh_from_db()
    assert (bool(second.seated_at), bool(third.seated_at)) == (True, False)
    assert (told("enrolled"), told("waiting"), told("moved_up")) == (1, 2, 1)
    course.refresh_from_db()
    assert course.enrolled_count == 1


def test_nobody_enrols_twice_too_late_or_without_a_name_of_their_own(seo: User, kim: User) -> None:
    course = a_course(seo)
    [mine] = enrolled(course, kim)
    with pytest.raises(refusals.EnrolledAlready):
        enrolled(course, kim)
    enrolling.leave(kim, mine, at=now())
    enrolled(course, kim)
    late = factories.a_person("late")
    with pytest.raises(refusals.EnrolmentClosed):
        enrolling.enrol(late, course, at=course.begins_at)
    with pytest.raises(SignInFirst):
        enrolling.enrol(AnonymousUser(), course, at=now())
    with pytest.raises(refusals.CourseBegan):
        enrolling.leave(kim, Enrolment.objects.going_on().get(user=kim), at=course.begins_at)


def test_new_places_go_to_those_in_line(seo: User) -> None:
    course = a_course(seo, capacity=1)
    enrolled(course, *(factories.a_person(f"p{n}") for n in range(3)))
    planning.save_course(seo, course, at=now(), capacity=2)
    assert Enrolment.objects.seated().count() == 2
    with pytest.raises(refusals.PlacesBelowEnrolled):
        planning.save_course(seo, course, at=now(), capacity=1)


def test_the_rule_of_completion_stands_once_people_enrol(seo: User) -> None:
    with pytest.raises(refusals.RuleStands):
        planning.save_course(seo, a_course(seo), at=now(), attend_percent=50)
    planned = a_course(seo, announced=False)
    assert planning.save_course(seo, planned, at=now(), attend_percent=50).attend_percent == 50


@pytest.mark.parametrize(
    ("percent", "sessions", "needed"), [(80, 5, 4), (80, 4, 4), (50, 3, 2), (100, 7, 7), (1, 10, 1)]
)
def test_the_share_of_sessions_is_rounded_up(percent: int, sessions: int, needed: int) -> None:
    assert Course(attend_percent=percent).needed(sessions) == needed


def test_attendance_is_a_fact_of_each_session(seo: User, kim: User, lee: User) -> None:
    course = a_course(seo)
    mine, other = enrolled(course, kim, lee)
    session = course.sessions.earliest("starts_at")
    with pytest.raises(refusals.SessionNotBegun):
        attending.note_one(seo, session, mine, at=now())
    session = begun(course).sessions.select_related("course").earliest("starts_at")
    with pytest.raises(NotAllowed):
        attending.note_one(kim, session, mine, at=now())
    assert attending.note_one(seo, session, mine, at=now())[1]
    assert not attending.note_one(seo, session, mine, at=now())[1]
    assert attending.note_list(seo, session, [other.pk, 10**9], [mine.pk, other.pk], at=now()) == 1
    assert list(Attendance.objects.values_list("enrolment_id", flat=True)) == [other.pk]
    assert attending.find_by_code(course, mine.code.lower()) == mine
    with pytest.raises(refusals.UnknownCode):
        attending.find_by_code(course, "nothing")


def test_a_list_of_thirty_leaves_the_others_as_they_are(seo: User, kim: User, lee: User) -> None:
    course = begun(a_course_with(seo, kim, lee))
    mine, other = Enrolment.objects.order_by("pk")
    session = course.sessions.select_related("course").earliest("starts_at")
    attending.note_one(seo, session, mine, at=now())
    attending.note_list(seo, session, [], [other.pk], at=now())
    assert Attendance.objects.get().enrolment_id == mine.pk


def fresh(course: Course) -> Session:
    """The first session, as the database has it now."""
    return course.sessions.select_related("course").earliest("starts_at")


def a_course_with(seo: User, *people: User, **fields: object) -> Course:
    course = a_course(seo, **fields)
    enrolled(course, *people)
    return course


def test_being_checked_in_at_the_workshop_of_a_session_counts(seo: User, kim: User, lee: User) -> None:
    course = a_course(seo, 1, attend_percent=100)
    workshop = factories.a_workshop(starts_in=timedelta(days=2))
    session = planning.save_session(seo, course, None, at=now(), workshop=workshop, title="현장", title_en="")
    assert (session.starts_at, session.place) == (workshop.starts_at, workshop.place)
    mine, other = enrolled(course, kim, lee)
    seat = register(kim, workshop, at=now())
    register(lee, workshop, at=now())
    door.check_in(seo, seat, at=workshop.starts_at)
    assert queries.attendances(course) == {(session.pk, mine.pk)}
    attending.note_one(
        seo, course.sessions.select_related("course").get(workshop=None), other, at=now() + timedelta(days=11)
    )
    assert queries.attended(course) == {mine.pk: 1, other.pk: 1}
    with pytest.raises(refusals.WorkshopTwice):
        planning.save_session(seo, course, None, at=now(), workshop=workshop, title="다시", title_en="")


def test_who_attended_enough_has_completed_the_course(seo: User) -> None:
    people = [factories.a_person(f"p{n}") for n in range(3)]
    course = begun(a_course_with(seo, *people), 13)
    with pytest.raises(refusals.SessionsAhead):
        finishing.finish(seo, course, at=now())
    over(course)
    sessions = list(course.sessions.select_related("course").order_by("starts_at"))
    enrolments = list(course.enrolments.order_by("pk"))
    for mine, times in zip(enrolments, (5, 4, 3), strict=True):
        for session in sessions[:times]:
            attending.note_one(seo, session, mine, at=now())
    graduates = finishing.finish(seo, course, at=now())
    assert [(one.user, one.attended, one.sessions) for one in graduates] == [
        (people[0], 5, 5),
        (people[1], 4, 5),
    ]
    assert (told("graduated"), told("not_completed")) == (2, 1)
    with pytest.raises(StaleState):
        finishing.finish(seo, course, at=now())
    with pytest.raises(StaleState):
        attending.note_one(seo, fresh(course), enrolments[2], at=now())
    assert actions.certificate.allows(people[0], course=course)
    assert not actions.certificate.allows(people[2], course=course)


def test_a_course_without_sessions_graduates_nobody(seo: User, kim: User) -> None:
    course = a_course_with(seo, kim)
    course.sessions.all().delete()
    assert finishing.finish(seo, course, at=now()) == []


def a_graduate(seo: User, kim: User) -> Graduate:
    course = over(a_course_with(seo, kim, sessions=1))
    session = course.sessions.select_related("course").get()
    attending.note_one(seo, session, course.enrolments.get(), at=now())
    return finishing.finish(seo, course, at=now())[0]


def test_a_name_is_published_by_its_owner_only_and_taken_back(seo: User, kim: User, lee: User) -> None:
    graduate = a_graduate(seo, kim)
    assert not Graduate.objects.named().exists()
    for other in (lee, seo):
        with pytest.raises(NotAllowed):
            finishing.publish_name(other, graduate, agreed=True)
    finishing.publish_name(kim, graduate, agreed=True)
    assert Graduate.objects.named().get() == graduate
    finishing.publish_name(kim, graduate, agreed=False)
    assert not Graduate.objects.named().exists()


def test_whoever_leaves_gives_the_place_up_and_their_name_goes(seo: User, kim: User, lee: User) -> None:
    finishing.publish_name(kim, a_graduate(seo, kim), agreed=True)
    course = a_course_with(seo, kim, lee, capacity=1)
    leavings["school.enrolments"](kim)
    assert Enrolment.objects.seated().get(course=course).user == lee
    assert (Graduate.objects.get().name, Graduate.objects.named().count()) == ("", 0)


def test_a_session_follows_its_workshop(seo: User, kim: User) -> None:
    course = a_course(seo, 1)
    workshop = factories.a_workshop(starts_in=timedelta(days=2))
    session = planning.save_session(seo, course, None, at=now(), workshop=workshop, title="현장", title_en="")
    enrolled(course, kim)
    moved = workshop.starts_at + timedelta(days=1)
    workshops.change_workshop(
        seo, workshop, at=now(), starts_at=moved, ends_at=moved + timedelta(hours=2), place="새 곳"
    )
    session.refresh_from_db()
    course.refresh_from_db()
    assert (session.starts_at, session.place, course.begins_at) == (moved, "새 곳", moved)
    assert told("session_changed") == 2
    workshop.refresh_from_db()
    workshops.cancel_workshop(seo, workshop, reason="호우")
    course.refresh_from_db()
    assert course.sessions.get().starts_at == course.begins_at > moved


def test_a_session_that_has_begun_is_not_changed(seo: User) -> None:
    course = begun(a_course(seo))
    session = course.sessions.select_related("course").earliest("starts_at")
    with pytest.raises(refusals.SessionOver):
        planning.drop_session(seo, session, at=now())
    with pytest.raises(refusals.SessionOver):
        planning.save_session(seo, course, session, at=now(), title="새 이름")
    planning.drop_session(seo, course.sessions.latest("starts_at"), at=now())
    assert course.sessions.count() == 4


def test_the_last_session_of_an_open_course_stays(seo: User) -> None:
    course = a_course(seo, 1)
    with pytest.raises(refusals.NoSession):
        planning.drop_session(seo, course.sessions.get(), at=now())


def test_the_enrolled_are_reminded_a_day_before_once(seo: User, kim: User) -> None:
    course = begun(a_course_with(seo, kim), 9)
    assert course.begins_at is not None
    for _time in range(2):
        assert reminding.remind(course.begins_at - timedelta(hours=20)) == 1
    assert told("session_soon") == 1


def test_a_cancelled_course_says_why(seo: User, kim: User) -> None:
    course = a_course_with(seo, kim)
    with pytest.raises(refusals.ReasonMissing):
        planning.cancel(seo, course, reason=" ")
    assert planning.cancel(seo, course, reason="강사 사정").cancel_reason == "강사 사정"
    assert told("cancelled") == 1


def test_the_database_has_the_last_word(seo: User, kim: User) -> None:
    course = a_course(seo, capacity=1)
    for change in ({"enrolled_count": 2}, {"attend_percent": 0}, {"begins_at": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Course.objects.filter(pk=course.pk).update(**change)
    enrolled(course, kim)
    with pytest.raises(IntegrityError, match="enrolment_once_by_a_person"), transaction.atomic():
        Enrolment.objects.create(course=course, user=kim, name="둘", joined_at=now())


def test_after_midnight_the_session_of_the_evening_before_goes_on_and_then_that_of_the_day(seo: User) -> None:
    course = a_course(seo, 2)
    late, next_day = course.sessions.order_by("id")
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=30)
    for session, starts in (
        (late, midnight - timedelta(hours=1)),
        (next_day, midnight + timedelta(hours=14)),
    ):
        session.starts_at, session.ends_at = starts, starts + timedelta(hours=2)
        session.save()
    assert attending.session_of_today(course, midnight - timedelta(minutes=50)) == late
    assert attending.session_of_today(course, midnight + timedelta(minutes=50)) == late
    assert attending.session_of_today(course, midnight + timedelta(minutes=70)) == next_day
    with pytest.raises(refusals.NoSessionToday):
        attending.session_of_today(course, midnight + timedelta(days=1))
