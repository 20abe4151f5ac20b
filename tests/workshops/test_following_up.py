"""Promises come back, reports are owed and published, the closing list is read off the record."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.test import Client

from civic.accounts.models import User
from civic.common.clock import now
from civic.common.periods import due_after
from civic.common.refusals import NotAllowed
from civic.notifications.kinds import registry
from civic.notifications.models import Event
from tests import factories
from tests.workshops.conftest import DONE, an_opinion, registered, routed
from workshops.after import closing, queries, refusals
from workshops.domain import answering, attending, following_up, recording
from workshops.domain.answering import Answer
from workshops.domain.feedback import give_feedback
from workshops.models import Feedback, FollowUp, Opinion, OpinionAnswer, Workshop

LATER = Answer("long_term", "내년에 다시 봅니다.", recheck_on=date(2030, 5, 1))
SOON = Answer("in_progress", "달고 있습니다.", planned_on=date(2030, 3, 1))


@pytest.fixture
def recorded(held: Workshop, seo: User) -> Workshop:
    """Two opinions, both with the safety division, the record public."""
    for text in ("하나", "둘"):
        routed(an_opinion(held, seo, text), seo)
    return recording.publish_record(seo, held, at=now())


def _told(kind: str) -> set[str]:
    return {
        person.display_name
        for event in Event.objects.filter(kind=kind)
        for person in registry[kind].recipients(event)
    }


def test_three_reports_are_owed_once_the_record_is_public(recorded: Workshop) -> None:
    assert [(one.days, one.due_at) for one in queries.reports_of(recorded)] == [
        (days, due_after(recorded.ends_at, days)) for days in (30, 90, 180)
    ]


def test_a_report_freezes_its_figures_and_the_next_says_what_changed(
    recorded: Workshop, seo: User, yoon: User
) -> None:
    first, second = recorded.opinions.order_by("pk")
    answering.answer_opinion(yoon, first, SOON, at=now())
    thirty, ninety, _last = queries.reports_of(recorded)
    published = following_up.publish_follow_up(seo, thirty, at=thirty.due_at, remark="순조롭습니다.")
    assert published.figures["taken_up"] == 1
    assert published.figures["changes"] == [(first.pk, "open", "in_progress")]
    answering.answer_opinion(yoon, second, Answer("done", "마쳤습니다."), at=now())
    answering.answer_opinion(yoon, first, DONE, at=now())
    later = following_up.publish_follow_up(seo, ninety, at=ninety.due_at)
    assert later.figures["changes"] == [(first.pk, "in_progress", "done"), (second.pk, "open", "done")]
    thirty.refresh_from_db()
    assert thirty.figures["taken_up"] == 1


def test_a_report_comes_out_once_and_not_too_early(recorded: Workshop, seo: User, kim: User) -> None:
    report = queries.reports_of(recorded)[0]
    with pytest.raises(refusals.ReportTooEarly):
        following_up.publish_follow_up(seo, report, at=report.due_at - timedelta(days=8))
    with pytest.raises(NotAllowed):
        following_up.publish_follow_up(kim, report, at=report.due_at)
    following_up.publish_follow_up(seo, report, at=report.due_at)
    with pytest.raises(refusals.ReportPublished):
        following_up.publish_follow_up(seo, report, at=report.due_at)


def test_the_registered_are_told_of_a_report(today: Workshop, seo: User, kim: User) -> None:
    registered(today, kim)
    recording.hold_workshop(seo, today, at=now())
    an_opinion(today, seo)
    recording.publish_record(seo, today, at=now())
    report = FollowUp.objects.get(days=30)
    following_up.publish_follow_up(seo, report, at=report.due_at)
    assert _told("workshops.follow_up") == {"kim"}


def test_what_is_late_stands_in_the_report(recorded: Workshop, seo: User, yoon: User) -> None:
    first, second = recorded.opinions.order_by("pk")
    answering.answer_opinion(yoon, first, SOON, at=now())
    report = queries.reports_of(recorded)[2]
    at = recorded.ends_at.replace(year=2030, month=3, day=2)
    FollowUp.objects.filter(pk=report.pk).update(due_at=at)
    published = following_up.publish_follow_up(seo, report, at=at)
    assert set(published.figures["late"]) == {
        first.pk,
        second.pk,
    }  # a promise that passed, an answer that is overdue


def test_a_promised_day_comes_back_to_its_department_once(recorded: Workshop, seo: User, yoon: User) -> None:
    first, second = recorded.opinions.order_by("pk")
    answering.answer_opinion(yoon, first, SOON, at=now())
    answering.answer_opinion(yoon, second, LATER, at=now())
    noon = now().replace(year=2030, month=3, day=1, hour=3)
    assert following_up.promises_due(noon - timedelta(days=1)) == 0
    for _again in range(2):
        assert following_up.promises_due(noon) == 1
    assert Event.objects.filter(kind="workshops.promise_due").count() == 1
    assert _told("workshops.promise_due") == {"yoon"}
    assert [one.pk for one in queries.back_on_the_desk(yoon, noon)] == [first.pk]
    other = factories.a_staff_member("jung", "officer", factories.a_department("parks"))
    assert not queries.back_on_the_desk(other, noon).exists()
    answering.answer_opinion(yoon, first, DONE, at=noon)
    assert not queries.back_on_the_desk(yoon, noon).exists()


def test_every_answer_stays_readable(recorded: Workshop, yoon: User) -> None:
    first = recorded.opinions.earliest("pk")
    answering.answer_opinion(yoon, first, LATER, at=now())
    answering.answer_opinion(
        yoon, first, Answer("done", "달았습니다.", evidence_url="https://example.org/lamp"), at=now()
    )
    kept = OpinionAnswer.objects.filter(opinion=first).order_by("pk")
    assert [one.disposition for one in kept] == ["long_term", "done"]
    first.refresh_from_db()
    assert first.evidence_url == kept[1].evidence_url == "https://example.org/lamp"


def test_the_hosts_hear_of_reports_and_of_a_record_that_is_due(
    recorded: Workshop, today: Workshop, seo: User
) -> None:
    report = queries.reports_of(recorded)[0]
    assert following_up.reports_due(report.due_at - timedelta(minutes=1)) == 0
    for _again in range(2):
        assert following_up.reports_due(report.due_at) == 1
    assert _told("workshops.follow_up_due") == {"seo"}
    late = factories.a_workshop(state="held", starts_in=timedelta(days=-15))  # over any run of days off
    for _again in range(2):
        assert following_up.closing_due(now()) == 1
    event = Event.objects.get(kind="workshops.closing_due")
    assert event.subject == f"workshops.workshop:{late.pk}"


def test_overdue_reports_are_public(recorded: Workshop) -> None:
    report = queries.reports_of(recorded)[0]
    visitor = AnonymousUser()
    assert not queries.owed_reports(visitor, report.due_at - timedelta(minutes=1)).exists()
    assert queries.owed_reports(visitor, report.due_at).get() == report


def test_the_closing_list_is_read_off_the_record(held: Workshop, seo: User) -> None:
    def done() -> list[bool]:
        return [one["done"] for one in closing.tasks(held, now())]

    assert done() == [False] * 6
    opinion = an_opinion(held, seo)
    assert done() == [False, True, False, False, False, False]
    routed(opinion, seo)
    assert done() == [False, True, False, True, False, False]


def test_the_two_questions_are_for_those_who_came_and_name_nobody(
    today: Workshop, seo: User, kim: User, lee: User
) -> None:
    seat = registered(today, kim)
    registered(today, lee)
    attending.check_in(seo, seat, at=now())
    after = today.ends_at + timedelta(hours=1)
    with pytest.raises(refusals.WasNotThere):
        give_feedback(lee, today, heard=5, trusts=4, at=after)
    with pytest.raises(refusals.FeedbackClosed):
        give_feedback(kim, today, heard=5, trusts=4, at=today.ends_at - timedelta(minutes=1))
    give_feedback(kim, today, heard=5, trusts=4, at=after)
    with pytest.raises(refusals.FeedbackGiven):
        give_feedback(kim, today, heard=1, trusts=1, at=after)
    row = Feedback.objects.values().get()
    assert str(kim.pk) not in row["once"][:4]
    assert set(row) == {"id", "workshop_id", "once", "heard", "trusts"}


@pytest.mark.parametrize(("people", "mean"), [(4, None), (5, 3.0)])
def test_few_answers_are_not_shown(people: int, mean: float | None, today: Workshop) -> None:
    for n in range(people):
        Feedback.objects.create(workshop=today, once=str(n), heard=1 + n % 5, trusts=3)
    found = queries.felt(today)
    assert (found.people, found.heard) == (people, mean)


def test_the_database_keeps_the_second_answer_and_a_sixth_point_out(today: Workshop) -> None:
    Feedback.objects.create(workshop=today, once="a", heard=1, trusts=1)
    for broken in ({"once": "a", "heard": 1, "trusts": 1}, {"once": "b", "heard": 6, "trusts": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Feedback.objects.create(workshop=today, **broken)


@pytest.mark.parametrize("number", [1, 3])
def test_the_dashboard_costs_the_same_for_one_and_for_three(
    number: int, client: Client, held: Workshop, seo: User, django_assert_num_queries: Any
) -> None:
    """Figures, departments, overdue reports, days that have passed."""
    for n in range(number):
        routed(an_opinion(held, seo, f"의견 {n}"), seo)
    recording.publish_record(seo, held, at=now())
    FollowUp.objects.update(due_at=now())
    Opinion.objects.update(disposition="partly", answer="일부는 했습니다.", planned_on=date(2020, 3, 1))
    with django_assert_num_queries(4):
        response = client.get("/workshops/outcomes/")
    assert len(response.context["late"]) == number
    assert response.context["outcome"].total == number
    assert len(response.context["page"]) == 3


def test_an_overdue_report_says_so_and_a_published_one_shows_its_figures(
    client: Client, recorded: Workshop, seo: User, yoon: User
) -> None:
    path = f"/workshops/{recorded.code}/follow-up/30/"
    client.cookies["django_language"] = "ko"
    FollowUp.objects.filter(days=30).update(due_at=now())
    assert "공개 기한이 지났습니다" in client.get(path).content.decode()
    opinion = recorded.opinions.earliest("pk")
    answering.answer_opinion(yoon, opinion, DONE, at=now())
    client.force_login(seo)
    draft = client.get(f"/workshops/desk/{recorded.code}/follow-up/30/")
    assert draft.context["outcome"].taken_up == 1
    client.post(f"/workshops/desk/{recorded.code}/follow-up/30/", {"remark": "잘되고 있습니다."})
    page = client.get(path).content.decode()
    assert "잘되고 있습니다." in page
    assert opinion.text in page
    Opinion.objects.filter(pk=opinion.pk).update(hidden_at=now())
    assert f">{opinion.text}<" not in client.get(path).content.decode()


def test_an_officer_answers_a_theme_and_the_host_sorts_on_pages(
    client: Client, held: Workshop, seo: User, yoon: User
) -> None:
    said = [an_opinion(held, seo, f"의견 {n}") for n in range(2)]
    client.force_login(seo)
    path = f"/workshops/desk/{held.code}/themes/"
    assert client.post(path, {"opinions": [str(said[0].uuid)]}).status_code == 422
    client.post(path, {"opinions": [str(one.uuid) for one in said], "title": "골목"})
    theme = held.themes.get()
    assert client.get(path).context["themes"] == [theme]
    soon = (now() + timedelta(days=9)).date().isoformat()
    client.post(
        f"/workshops/desk/themes/{theme.uuid}/route/",
        {"department": factories.a_department().pk, "due_on": soon},
    )
    recording.publish_record(seo, held, at=now())
    client.force_login(yoon)
    assert [one.pk for one in client.get("/workshops/desk/waiting/").context["themes"]] == [theme.pk]
    client.post(
        f"/workshops/desk/themes/{theme.uuid}/answer/", {"disposition": "done", "text": "마쳤습니다."}
    )
    assert not Opinion.objects.unanswered().exists()
    client.logout()
    page = client.get(f"/workshops/{held.code}/?theme={theme.uuid}")
    assert page.context["theme"] == theme


def test_rows_of_departments_add_up_to_the_whole(held: Workshop, seo: User, client: Client) -> None:
    """Also where an opinion has no department yet."""
    routed(an_opinion(held, seo), seo)
    an_opinion(held, seo, "아직 아무도 맡지 않은 의견")
    recording.publish_record(seo, held, at=now())
    whole, shares = queries.by_department(now())
    assert (whole.total, [share.outcome.total for share in shares]) == (2, [1, 1])
    client.cookies["django_language"] = "en"
    assert "no department yet" in client.get("/workshops/outcomes/").content.decode()
