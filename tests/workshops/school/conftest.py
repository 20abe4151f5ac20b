"""A course for tests: planned by the host, with sessions, open for enrolment."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from workshops.school.domain import enrolling, planning
from workshops.school.models import Course, Enrolment, Session


@pytest.fixture(autouse=True)
def _no_second_factor(settings: pytest.FixtureRequest) -> None:
    """Staff sign in without a second factor here; that they need one is tested where it belongs."""
    settings.DEMO_MODE = True  # type: ignore[attr-defined]


def a_course(host: User, sessions: int = 5, *, announced: bool = True, **fields: object) -> Course:
    """Sessions of two hours each, in 10, 11, … days."""
    at = now()
    course = planning.save_course(
        host, None, at=at,
        **{
            "title": "주민예산 학교", "title_en": "Budget school", "area": factories.a_city(), "capacity": 5,
            "department": factories.a_department(), "attend_percent": 80, **fields,
        },
    )  # fmt: skip
    for n in range(sessions):
        a_session(host, course, at + timedelta(days=10 + n), n + 1)
    course.refresh_from_db()
    return planning.announce(host, course, at=at) if announced else course


def a_session(host: User, course: Course, starts: datetime, number: int = 1, **fields: object) -> Session:
    return planning.save_session(
        host, course, None, at=now(), title=f"{number}강", title_en=f"Session {number}", starts_at=starts,
        ends_at=starts + timedelta(hours=2), place="시민청 1층", **fields,
    )  # fmt: skip


def enrolled(course: Course, *people: User) -> list[Enrolment]:
    return [enrolling.enrol(one, course, at=now()) for one in people]


def begun(course: Course, days: int = 10) -> Course:
    """As if so many days had passed: the sessions lie earlier."""
    by = timedelta(days=days, hours=1)
    course.sessions.update(starts_at=F("starts_at") - by, ends_at=F("ends_at") - by)
    Course.objects.filter(pk=course.pk).update(begins_at=F("begins_at") - by)
    course.refresh_from_db()
    return course


def over(course: Course) -> Course:
    """As if every session were over."""
    return begun(course, 20)
