"""Two staff members with the same page open: what one saves is not undone by what the other left alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.models import Event
from tests import factories
from tests.workshops.conftest import registered
from workshops.domain.minuting import write_minutes
from workshops.domain.planning import change_workshop
from workshops.models import Minutes, Workshop
from workshops.school.models import Course

pytestmark = pytest.mark.django_db


def page_of(client: Client, path: str) -> dict[str, Any]:
    """Everything that the form on this page would send, hidden fields included."""
    response = client.get(path)
    form, drawn_page = response.context["form"], response.content.decode()
    sent: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        for name, shown in (
            (bound.html_name, bound.field.widget),
            (bound.html_initial_name, bound.field.hidden_widget()),
        ):
            if name == bound.html_initial_name and not bound.field.show_hidden_initial:
                continue
            assert (
                name.startswith("initial-") is False
                or drawn_page.count(f'name="{name}"') == 1
                or value in (None, "", [])
            ), name
            drawn = shown.format_value(value) if hasattr(shown, "format_value") else value
            if drawn not in (None, "", False):
                sent[name] = drawn
    return sent


def test_who_mends_a_word_does_not_move_the_workshop_back(
    workshop: Workshop, seo: User, kim: User, client: Client
) -> None:
    day = timedelta(days=1)
    whole = workshop.starts_at.replace(second=0, microsecond=0)
    Workshop.objects.filter(pk=workshop.pk).update(starts_at=whole, ends_at=whole + timedelta(hours=2))
    registered(workshop, kim)
    client.force_login(seo)
    path = f"/workshops/desk/{workshop.code}/change/"
    sent = page_of(client, path)
    assert "initial-starts_at" in sent
    change_workshop(seo, workshop, at=now(), starts_at=whole + day, ends_at=whole + day + timedelta(hours=2))
    assert client.post(path, {**sent, "summary": "밤길을 이야기합니다."}).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.starts_at, workshop.summary) == (whole + day, "밤길을 이야기합니다.")
    assert Event.objects.filter(kind="workshops.changed").count() == 1, "nobody is told of a way back"


def test_what_the_writer_changes_is_written(workshop: Workshop, seo: User, client: Client) -> None:
    client.force_login(seo)
    path = f"/workshops/desk/{workshop.code}/change/"
    sent = page_of(client, path)
    moved = timezone.localtime(workshop.starts_at + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    ends = timezone.localtime(workshop.ends_at + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    partner = factories.a_department("parks").pk
    more = {"starts_at": moved, "ends_at": ends, "capacity": "9", "partners": [partner], "captions": "on"}
    assert client.post(path, {**sent, **more}).status_code == 302
    workshop.refresh_from_db()
    assert timezone.localtime(workshop.starts_at).strftime("%Y-%m-%dT%H:%M") == moved
    assert (workshop.capacity, workshop.captions, workshop.partners.count()) == (9, True, 1)
    without = {
        name: value for name, value in page_of(client, path).items() if name not in ("captions", "partners")
    }
    assert client.post(path, without).status_code == 302
    workshop.refresh_from_db()
    assert (workshop.captions, workshop.partners.count()) == (False, 0)


def test_a_course_keeps_what_a_colleague_changed(seo: User, client: Client) -> None:
    course = Course.objects.create(
        title="강좌", area=factories.a_city(), department=factories.a_department(), capacity=5
    )
    client.force_login(seo)
    path = f"/school/desk/{course.code}/change/"
    sent = page_of(client, path)
    Course.objects.filter(pk=course.pk).update(capacity=8)
    assert client.post(path, {**sent, "title": "새 강좌"}).status_code == 302
    course.refresh_from_db()
    assert (course.title, course.capacity) == ("새 강좌", 8)


def test_minutes_of_a_colleague_are_not_written_over(held: Workshop, seo: User, client: Client) -> None:
    client.force_login(seo)
    path = f"/workshops/desk/{held.code}/minutes/"
    sent = page_of(client, path)
    write_minutes(seo, held, text="동료가 쓴 글", at=now())
    response = client.post(path, {**sent, "text": "내가 쓴 글"})
    shown = response.content.decode()
    assert response.status_code == 422
    assert "동료가 쓴 글" in shown
    assert "내가 쓴 글" in shown
    assert Minutes.objects.get().text == "동료가 쓴 글"
    again = {"seen": response.context["form"]["seen"].value(), "text": "둘을 합친 글"}
    assert client.post(path, again).status_code == 302
    assert Minutes.objects.get().text == "둘을 합친 글"


def test_two_changes_that_do_not_fit_together_are_refused(
    workshop: Workshop, seo: User, client: Client
) -> None:
    """One moves it to the evening, the other lets the morning last longer."""
    client.force_login(seo)
    path = f"/workshops/desk/{workshop.code}/change/"
    sent = page_of(client, path)
    hours = timedelta(hours=8)
    change_workshop(
        seo, workshop, at=now(), starts_at=workshop.starts_at + hours, ends_at=workshop.ends_at + hours
    )
    longer = timezone.localtime(workshop.ends_at + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    response = client.post(path, {**sent, "ends_at": longer})
    assert (response.status_code, set(response.context["form"].errors)) == (422, {"starts_at"})
