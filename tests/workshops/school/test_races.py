"""Many enrol at once, some give up: never more than there are places, and the line is kept."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from tests.workshops.school.conftest import a_course
from workshops.school.domain import enrolling
from workshops.school.models import Course, Enrolment

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
THREADS = 6


def crowd(people: int, places: int) -> Course:
    """Everybody enrols; every third gives the place or the place in line up again."""
    host: User = factories.a_staff_member("seo", "host")
    course = a_course(host, 1, capacity=places)
    persons = [factories.a_person(f"visitor{number}") for number in range(people)]
    start = Barrier(THREADS)

    def one(number: int) -> None:
        start.wait(timeout=60)
        try:
            for at, person in enumerate(persons[number::THREADS]):
                with suppress(Refusal, IntegrityError):
                    mine = enrolling.enrol(person, Course.objects.get(pk=course.pk), at=now())
                    if at % 3 == 0:
                        enrolling.leave(person, mine, at=now())
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, range(THREADS)))
    course.refresh_from_db()
    return course


def test_never_more_than_there_are_places_and_the_line_is_kept() -> None:
    course = crowd(36, 7)
    seated = Enrolment.objects.seated().filter(course=course)
    assert seated.count() == course.enrolled_count == course.capacity
    waiting = Enrolment.objects.in_line().filter(course=course)
    assert waiting.exists()
    assert max(seated.values_list("pk", flat=True)) < min(waiting.values_list("pk", flat=True))


def test_without_the_lock_the_count_goes_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same crowd, reading the row without locking it."""
    meet = Barrier(2)

    def unlocked(course: Course) -> Course:
        found = Course.objects.get(pk=course.pk)
        with suppress(Exception):
            meet.wait(timeout=0.3)  # two read the same count before either writes
        return found

    monkeypatch.setattr(enrolling, "locked", unlocked)
    course = crowd(12, 5)
    assert Enrolment.objects.seated().filter(course=course).count() != course.enrolled_count
