"""Citizens plan a workshop: they apply, the department answers by a fixed day, and a draft with its planner comes of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.periods import due_after
from civic.common.refusals import NotAllowed, StaleState
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from tests import factories
from workshops.before import refusals
from workshops.domain import agenda, applying
from workshops.domain.planning import announce_workshop
from workshops.models import CitizenPlan, Workshop

State = CitizenPlan.State


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    settings.DEMO_MODE = True


def test_an_application_has_a_day_for_its_answer_and_both_sides_are_told(
    kim: User, yoon: User, seo: User
) -> None:
    sent = factories.an_application(kim)
    assert (sent.state, sent.due_at) == (State.SUBMITTED, due_after(sent.submitted_at, 14))
    assert Event.objects.get(kind="workshops.application_received").params["due"] == sent.due_at.isoformat()
    waiting = Event.objects.get(kind="workshops.application_waiting")
    assert set(registry["workshops.application_waiting"].recipients(waiting)) == {yoon, seo}


def test_nobody_applies_for_next_week_or_on_a_theme_that_is_closed(kim: User) -> None:
    with pytest.raises(refusals.WishTooSoon):
        factories.an_application(kim, wished_at=now() + timedelta(days=7))
    with pytest.raises(refusals.ThemeNotOpen):
        factories.an_application(kim, series=factories.a_series())
    ended = factories.a_series(takes_applications=True, ended_at=now())
    with pytest.raises(refusals.ThemeNotOpen):
        factories.an_application(kim, series=ended)
    assert not CitizenPlan.objects.exists()


def test_accepted_it_becomes_a_planned_workshop_with_the_citizen_as_its_planner(
    kim: User, lee: User, yoon: User
) -> None:
    sent = factories.an_application(kim, group="밤길 모임")
    applying.accept(yoon, sent, at=now())
    workshop = Workshop.objects.get(application=sent)
    assert (workshop.state, workshop.planner, workshop.capacity, workshop.minutes) == ("planned", kim, 20, 90)
    assert (workshop.by_citizens, workshop.planned_by, workshop.series) == (True, "밤길 모임", sent.series)
    assert Workshop.objects.visible_to(kim).filter(pk=workshop.pk).exists()
    assert not Workshop.objects.visible_to(lee).filter(pk=workshop.pk).exists()


def test_a_change_and_a_no_have_a_reason(kim: User, yoon: User) -> None:
    sent = factories.an_application(kim)
    with pytest.raises(refusals.AnswerReasonMissing):
        applying.decline(yoon, sent, reason=" ", at=now())
    with pytest.raises(refusals.AnswerReasonMissing):
        applying.accept(yoon, sent, at=now(), change=applying.Change(place="구민회관"))
    assert not Workshop.objects.exists(), "a refused answer left a draft behind"
    applying.accept(
        yoon, sent, at=now(), answer="더 넓은 곳입니다.", change=applying.Change(place="구민회관", people=40)
    )
    workshop = Workshop.objects.get()
    assert (workshop.place, workshop.capacity, workshop.starts_at) == ("구민회관", 40, sent.wished_at)
    sent.refresh_from_db()
    assert (sent.state, sent.answer) == (State.CHANGED, "더 넓은 곳입니다.")


def test_an_application_is_answered_once_and_by_those_whose_it_is(kim: User, yoon: User, lee: User) -> None:
    sent = factories.an_application(kim)
    other = factories.a_staff_member("oh", "officer", factories.a_department(code="parks", name="공원과"))
    for stranger in (kim, lee, other):
        with pytest.raises(NotAllowed):
            applying.decline(stranger, sent, reason="아니오", at=now())
    applying.decline(yoon, sent, reason="시의 일이 아닙니다.", at=now())
    with pytest.raises(StaleState):
        applying.accept(yoon, sent, at=now())
    with pytest.raises(StaleState):
        applying.withdraw(kim, sent)
    assert not Workshop.objects.exists()


def test_the_database_keeps_an_answer_whole(kim: User, yoon: User) -> None:
    sent = factories.an_application(kim)
    for broken in (
        {"state": "declined"},
        {"state": "accepted", "answered_at": now()},
        {"answered_at": now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CitizenPlan.objects.filter(pk=sent.pk).update(**broken)


def test_one_withdraws_ones_own_while_it_waits(kim: User, lee: User) -> None:
    sent = factories.an_application(kim)
    with pytest.raises(NotAllowed):
        applying.withdraw(lee, sent)
    assert applying.withdraw(kim, sent).state == State.WITHDRAWN


def test_an_overdue_answer_comes_back_to_the_desk_once(kim: User) -> None:
    sent = factories.an_application(kim)
    assert applying.applications_due(sent.due_at - timedelta(minutes=1)) == 0
    for _time in range(2):
        assert applying.applications_due(sent.due_at) == 1
    assert Event.objects.filter(kind="workshops.application_due").count() == 1


def test_the_planner_writes_text_and_agenda_until_it_is_announced(
    kim: User, lee: User, yoon: User, seo: User
) -> None:
    sent = factories.an_application(kim)
    applying.accept(yoon, sent, at=now())
    workshop = Workshop.objects.get()
    words = {"title": "골목의 밤", "title_en": "Nights", "summary": "이야기합니다.", "summary_en": "We talk."}
    with pytest.raises(NotAllowed):
        agenda.shape_text(lee, workshop, **words)
    assert agenda.shape_text(kim, workshop, **words).title == "골목의 밤"
    announce_workshop(seo, factories.ready(workshop), at=now())
    with pytest.raises(StaleState):
        agenda.shape_text(kim, workshop, **words)


def test_from_the_form_to_the_public_page_without_a_name(client: Client, kim: User, yoon: User) -> None:
    theme = factories.a_series(takes_applications=True)
    factories.a_city()
    client.cookies["django_language"] = "ko"
    client.force_login(kim)
    assert theme.title in client.get(f"/workshops/citizens/apply/?theme={theme.code}").content.decode()
    wish = {
        "series": theme.pk, "title": "반려동물과 걷는 길", "reason": "함께 규칙을 만듭니다.", "people": 20,
        "area": "1100000000", "place": "쉼터", "minutes": 120,
    }  # fmt: skip
    soon = client.post(
        "/workshops/citizens/apply/", {**wish, "wished_at": f"{now() + timedelta(days=3):%Y-%m-%dT%H:%M}"}
    )
    assert soon.status_code == 422
    assert "28일 뒤" in soon.content.decode()
    sent = client.post(
        "/workshops/citizens/apply/", {**wish, "wished_at": f"{now() + timedelta(days=40):%Y-%m-%dT%H:%M}"}
    )
    mine = client.get(sent["Location"]).content.decode()
    assert "부서 답변기한" in mine
    application = CitizenPlan.objects.get()
    client.force_login(yoon)
    desk = f"/workshops/desk/applications/{application.code}/"
    assert client.post(desk, {"decision": "decline"}).status_code == 422
    assert client.post(desk, {"decision": "change", "answer": "네"}).status_code == 422
    assert client.post(desk, {"decision": "decline", "answer": "구의 일입니다."}).status_code == 302
    client.logout()
    page = client.get("/workshops/citizens/").content.decode()
    assert "반려동물과 걷는 길" in page
    assert "구의 일입니다." in page
    assert kim.display_name not in page
    assert client.get(f"/workshops/citizens/{application.code}/").status_code == 302


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_citizens_workshops_costs_three_queries(
    number: int, client: Client, kim: User, yoon: User, django_assert_num_queries: Any
) -> None:
    """The open themes, the figures, the answered applications."""
    theme = factories.a_series(takes_applications=True)
    for _n in range(number):
        applying.decline(yoon, factories.an_application(kim, series=theme), reason="아니오", at=now())
    with django_assert_num_queries(3):
        assert client.get("/workshops/citizens/").status_code == 200
