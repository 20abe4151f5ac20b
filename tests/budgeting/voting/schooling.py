"""Graduates for tests, as the end of a course of the school writes them."""

from civic.accounts.models import User
from civic.common.clock import now
from tests import factories
from workshops.school.models import Course, Enrolment, Graduate

WEIGHTS = {"citizens": 60, "graduates": 40}


def graduated(people: list[User]) -> None:
    """Each of them holds a certificate from now on."""
    course = Course.objects.create(
        title="주민예산 학교", area=factories.a_city(), department=factories.a_department(), capacity=500
    )
    for one in people:
        enrolment = Enrolment.objects.create(course=course, user=one, name=one.display_name, joined_at=now())
        Graduate.objects.create(
            course=course, enrolment=enrolment, user=one, attended=4, sessions=5, graduated_at=now()
        )
