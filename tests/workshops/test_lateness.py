"""Silence is what people complain about: what is late is said to whoever waits and to whoever owes it."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.kinds import registry as kinds
from civic.notifications.models import Event
from civic.notifications.rendering import rendered
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered
from workshops import refusals
from workshops.domain import answering, lateness, recording, routing, theming
from workshops.domain.planning import cancel_workshop, change_workshop
from workshops.domain.registering import register
from workshops.domain.theme_answers import route_theme
from workshops.domain.waiting import join
from workshops.models import Opinion, Workshop

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told(kind: str) -> list[str]:
    events = Event.objects.filter(kind=kind).order_by("pk")
    return [one.display_name for event in events for one in kinds[kind].recipients(event)]


@pytest.fixture
def said(today: Workshop, seo: User, kim: User) -> list[Opinion]:
    """Three opinions, one of them kim's, given to the safety division; due in ten days."""
    seat = registered(today, kim)
    recording.hold_workshop(seo, today, at=now())
    opinions = [
        an_opinion(today, seo, "가로등", speaker=seat),
        *(an_opinion(today, seo, one) for one in "가나"),
    ]
    due = now() + 10 * DAY
    return routing.route_opinions(seo, opinions, department=factories.a_department(), due_at=due, at=now())


def due(opinion: Opinion) -> datetime:
    assert opinion.due_at is not None
    return opinion.due_at


def test_a_department_hears_once_that_answers_are_due_and_that_they_are_late(
    said: list[Opinion], today: Workshop, seo: User, yoon: User
) -> None:
    last = due(said[0])
    assert lateness.answers_due(last - DAY) == 0, "nobody can answer before the record is public"
    recording.publish_record(seo, today, at=now())
    assert lateness.answers_due(last - 3 * DAY - timedelta(seconds=1)) == 0
    for _again in range(3):
        lateness.answers_due(last - DAY)
        lateness.answers_due(last + DAY)
    assert told("workshops.answers_due_soon") == told("workshops.answers_overdue") == [yoon.display_name]
    assert Event.objects.get(kind="workshops.answers_overdue").params["number"] == "3"


def test_nobody_is_told_of_what_is_answered_or_long_past(
    said: list[Opinion], today: Workshop, seo: User, yoon: User
) -> None:
    recording.publish_record(seo, today, at=now())
    last = due(said[0])
    assert lateness.answers_due(last + 15 * DAY) == lateness.speakers_wait(last + 15 * DAY) == 0
    for one in said:
        answering.answer_opinion(yoon, one, DONE, at=now())
    assert lateness.answers_due(last) == lateness.speakers_wait(last) == 0


@pytest.mark.parametrize("public", [True, False])
def test_who_spoke_hears_once_that_the_answer_is_late(
    public: bool, said: list[Opinion], today: Workshop, seo: User
) -> None:
    if public:
        recording.publish_record(seo, today, at=now())
    last = due(said[0])
    assert lateness.speakers_wait(last - timedelta(seconds=1)) == 0
    for _again in range(2):
        assert lateness.speakers_wait(last) == 1
    assert told("workshops.opinion_late") == ["kim"]


def test_who_spoke_hears_that_a_promised_day_has_passed(
    said: list[Opinion], today: Workshop, seo: User, yoon: User
) -> None:
    recording.publish_record(seo, today, at=now())
    promise = answering.Answer("in_progress", "답니다.", planned_on=(now() + 5 * DAY).date())
    answering.answer_opinion(yoon, said[0], promise, at=now())
    assert lateness.speakers_wait(now() + 4 * DAY) == 0
    lateness.speakers_wait(now() + 7 * DAY)
    assert told("workshops.promise_late") == ["kim"]
    answering.answer_opinion(yoon, said[0], DONE, at=now())
    assert lateness.speakers_wait(now() + 8 * DAY) == 0


@pytest.mark.parametrize(
    ("kind", "field"),
    [("in_progress", "planned_on"), ("partly", "planned_on"), ("long_term", "recheck_on")],
)
def test_an_answer_does_not_name_a_day_that_is_over(
    kind: str, field: str, said: list[Opinion], today: Workshop, seo: User, yoon: User, client: Client
) -> None:
    recording.publish_record(seo, today, at=now())
    yesterday = (now() - 2 * DAY).date()
    with pytest.raises(refusals.AnswerIncomplete):
        answering.answer_opinion(yoon, said[0], answering.Answer(kind, "답", **{field: yesterday}), at=now())
    client.force_login(yoon)
    sent = {"disposition": kind, "text": "답", field: yesterday.isoformat()}
    response = client.post(f"/workshops/desk/opinions/{said[0].uuid}/answer/", sent)
    assert (response.status_code, set(response.context["form"].errors)) == (422, {field})


def test_hosts_are_asked_the_next_morning_whether_it_took_place(seo: User) -> None:
    workshop = factories.a_workshop(starts_in=timedelta(hours=-20))
    other = factories.a_workshop(starts_in=timedelta(hours=-20))
    cancel_workshop(seo, other, reason="정전")
    assert lateness.never_begun(workshop.ends_at + timedelta(hours=11)) == 0
    assert [lateness.never_begun(workshop.ends_at + timedelta(hours=12)) for _again in range(2)] == [1, 1]
    assert told("workshops.never_begun") == [seo.display_name]
    assert lateness.never_begun(workshop.ends_at + 20 * DAY) == 0


@pytest.mark.parametrize(
    ("hours", "label", "code"),
    [(-1, "registration has ended", "began"), (-30, "over, its record is not begun", "over")],
)
def test_what_is_over_is_not_open_for_registration(
    hours: int, label: str, code: str, client: Client, kim: User
) -> None:
    workshop = factories.a_workshop(starts_in=timedelta(hours=hours))
    client.cookies["django_language"] = "en"
    past = "?when=past" if code == "over" else ""
    for page in (f"/workshops/{workshop.code}/", f"/workshops/{past}"):
        shown = client.get(page).content.decode()
        assert label in shown
        assert "open for registration" not in shown
    assert "places left" not in client.get(f"/workshops/{past}").content.decode()
    for act in (register, join):
        with pytest.raises(refusals.WorkshopBegan) as no:
            act(kim, workshop, at=now())
        assert no.value.code == f"workshops.{code}"


def test_what_comes_into_a_theme_that_a_department_has_goes_there(
    held: Workshop, seo: User, yoon: User
) -> None:
    first, second, third = (an_opinion(held, seo, one) for one in ("가", "나", "다"))
    theme = theming.gather(seo, held, [first], at=now(), title="밤길")
    day = now() + 9 * DAY
    route_theme(seo, theme, department=factories.a_department(), due_at=day, at=now())
    theming.gather(seo, held, [second], at=now(), into=theme)
    theming.merge(seo, theming.gather(seo, held, [third], at=now(), title="골목"), into=theme, at=now())
    owners = Opinion.objects.filter(workshop=held).values_list("department__code", "due_at")
    assert set(owners) == {("safety", day)}


def test_nothing_goes_to_a_department_by_a_day_that_is_over(held: Workshop, seo: User) -> None:
    first, second = (an_opinion(held, seo, one) for one in ("가", "나"))
    theme = theming.gather(seo, held, [first], at=now(), title="밤길")
    route_theme(seo, theme, department=factories.a_department(), due_at=now() + DAY, at=now())
    theming.gather(seo, held, [second], at=now() + 2 * DAY, into=theme)
    second.refresh_from_db()
    assert second.department is None


def test_an_agenda_that_does_not_fit_any_more_is_shown_to_the_host(seo: User, client: Client) -> None:
    workshop = factories.ready(factories.a_workshop())
    client.force_login(seo)
    client.cookies["django_language"] = "en"
    desk = f"/workshops/desk/{workshop.code}/"
    said = "It is 60 minutes apart from the length of the workshop"
    assert said not in client.get(desk).content.decode()
    change_workshop(seo, workshop, at=now(), ends_at=workshop.ends_at + timedelta(hours=1))
    assert said in client.get(desk).content.decode()


def test_notices_are_in_english_where_there_is_english(said: list[Opinion], kim: User) -> None:
    Opinion.objects.filter(pk=said[0].pk).update(text_en="Street lights")
    lateness.speakers_wait(due(said[0]))
    event = Event.objects.get(kind="workshops.opinion_late")
    with translation.override("en"):
        assert "Street lights" in rendered(event).body
        assert "Safety division" in rendered(event).body
    with translation.override("ko"):
        assert "가로등" in rendered(event).body
        assert "안전과" in rendered(event).body


def test_hosts_and_speakers_hear_of_opinions_that_nobody_has(today: Workshop, seo: User, kim: User) -> None:
    seat = registered(today, kim)
    recording.hold_workshop(seo, today, at=now())
    an_opinion(today, seo, "아무도 맡지 않은 의견", speaker=seat)
    last = recording.publish_record(seo, today, at=now()).answers_due_at
    assert lateness.ownerless_due(last - 4 * DAY) == 0
    for moment in (last - DAY, last - DAY, last + DAY, last + DAY):
        assert lateness.ownerless_due(moment) == 1
    assert told("workshops.ownerless_due") == [seo.display_name] * 2, "before the day, and on it"
    assert lateness.speakers_wait(last - DAY) == 0
    assert [lateness.speakers_wait(last) for _again in range(2)] == [1, 1]
    assert told("workshops.opinion_late") == ["kim"]
    assert Event.objects.get(kind="workshops.opinion_late").params["department"] == today.department.name
