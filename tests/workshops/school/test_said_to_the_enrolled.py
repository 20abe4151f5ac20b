"""What becomes of sessions and of the line is said to those who are enrolled."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import translation

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.kinds import registry as kinds
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from tests import factories
from tests.workshops.school.conftest import a_course, begun, enrolled
from workshops.domain.planning import cancel_workshop
from workshops.school import refusals
from workshops.school.domain import planning, reminding
from workshops.school.models import Enrolment

pytestmark = pytest.mark.django_db


def told(kind: str) -> list[str]:
    events = Event.objects.filter(kind=kind).order_by("pk")
    return sorted(one.display_name for event in events for one in kinds[kind].recipients(event))


def test_the_enrolled_and_those_in_line_hear_that_a_session_is_taken_out(
    seo: User, kim: User, lee: User
) -> None:
    course = a_course(seo, sessions=3, capacity=1)
    enrolled(course, kim, lee)
    session = course.sessions.order_by("starts_at")[1]
    planning.drop_session(seo, session, at=now())
    assert told("school.session_dropped") == ["kim", "lee"]
    event = Event.objects.get(kind="school.session_dropped")
    assert "2강" in rendered(event).title


def test_nobody_hears_of_sessions_of_a_course_in_preparation(seo: User) -> None:
    course = a_course(seo, sessions=2, announced=False)
    planning.drop_session(seo, course.sessions.latest("starts_at"), at=now())
    assert not Event.objects.filter(kind="school.session_dropped").exists()


@pytest.mark.parametrize("sessions", [2, 0])
def test_a_session_whose_workshop_is_cancelled_is_said_and_not_reminded_of(
    sessions: int, seo: User, kim: User, client: Client
) -> None:
    """Also where it is the course's only session, which stays until the host sets it anew."""
    course = a_course(seo, sessions=sessions, announced=False)
    workshop = factories.a_workshop(starts_in=timedelta(days=8))
    planning.save_session(seo, course, None, at=now(), workshop=workshop, title="토론회", title_en="Workshop")
    course.refresh_from_db()
    planning.announce(seo, course, at=now())
    enrolled(course, kim)
    cancel_workshop(seo, workshop, reason="태풍")
    assert told("school.session_dropped") == ["kim"]
    assert reminding.remind(workshop.starts_at - timedelta(hours=2)) == 0
    assert course.sessions.filter(workshop=workshop).exists() is (sessions == 0)
    if not sessions:
        client.cookies["django_language"] = "en"
        client.force_login(kim)
        for page in (f"/school/{course.code}/", f"/school/{course.code}/enrolment/"):
            assert ">cancelled<" in client.get(page).content.decode()


def test_who_got_no_place_is_told_when_the_course_begins(seo: User, kim: User, lee: User) -> None:
    course = a_course(seo, capacity=1)
    enrolled(course, kim, lee)
    assert reminding.close_lines(now()) == 0
    begun(course)
    assert [reminding.close_lines(now()) for _again in range(2)] == [1, 0]
    assert told("school.line_over") == ["lee"]
    assert [one.user for one in Enrolment.objects.going_on()] == [kim]


def test_a_session_is_not_set_into_the_past(seo: User, client: Client) -> None:
    course = a_course(seo)
    ago = now() - timedelta(days=3)
    with pytest.raises(refusals.SessionInThePast):
        planning.save_session(
            seo, course, None, at=now(), title="보강", starts_at=ago, ends_at=ago + timedelta(hours=2)
        )
    client.force_login(seo)
    local = "%Y-%m-%dT%H:%M"
    times = {"starts_at": ago.strftime(local), "ends_at": (ago + timedelta(hours=1)).strftime(local)}
    response = client.post(f"/school/desk/{course.code}/sessions/new/", {"title": "보강", **times})
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"starts_at"})


def test_what_cannot_be_changed_is_said_at_its_field(seo: User, kim: User, lee: User, client: Client) -> None:
    course = a_course(seo)
    enrolled(course, kim, lee)
    client.force_login(seo)
    asked = {"title": "강좌", "area": course.area_id, "department": course.department_id}
    for sent, field in (
        ({"capacity": "1", "attend_percent": "80"}, "capacity"),
        ({"capacity": "5", "attend_percent": "50"}, "attend_percent"),
    ):
        response = client.post(f"/school/desk/{course.code}/change/", {**asked, **sent})
        assert (response.status_code, set(response.context["form"].errors)) == (422, {field})


def test_a_session_is_reminded_of_in_the_readers_language(seo: User, kim: User) -> None:
    course = a_course(seo)
    course.sessions.update(place_en="Citizens' hall")
    enrolled(course, kim)
    assert course.begins_at is not None
    reminding.remind(course.begins_at - timedelta(hours=3))
    with translation.override("en"):
        assert "Citizens' hall" in rendered(Event.objects.get(kind="school.session_soon")).body
