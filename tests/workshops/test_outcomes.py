"""The stored take-up figure: whatever is done, it is what a count of the opinions would say."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from civic.accounts.models import User
from civic.areas.models import Department
from civic.audit.models import Entry
from civic.common.clock import now
from civic.common.refusals import Refusal
from tests import factories
from tests.workshops.conftest import an_opinion
from tests.workshops.live.test_races import at_once
from workshops import queries
from workshops.after.queries import by_department
from workshops.domain import outcomes, recording, routing
from workshops.domain.answering import Answer, answer_opinion
from workshops.domain.routing import route_opinions
from workshops.models import Opinion, OutcomeEntry, Workshop
from workshops.tasks import recount_outcomes

Kind = Opinion.Disposition


def truth(at: datetime, **of: Any) -> queries.Outcome:
    """By the definition: opinions that were promised an answer, of twelve months' public records, imports left out."""
    recorded = Workshop.objects.filter(
        state__in=["recorded", "reported"], starts_at__gt=at - timedelta(days=365), external_id__isnull=True
    )
    return queries.outcome(Opinion.objects.filter(workshop__in=recorded, **of))


def same(at: datetime) -> None:
    """The figure of the front page and those of the dashboard are the counted ones."""
    counted = truth(at)
    for stored in (queries.outcome_of_a_year(at), by_department(at)[0]):
        told = {kind: n for kind, n in stored.by_disposition.items() if n}
        assert (stored.total, stored.taken_up, stored.open, told) == (
            counted.total, counted.taken_up, counted.open, counted.by_disposition,
        )  # fmt: skip
    owners = {one.department: one.outcome for one in by_department(at)[1]}
    for department in Department.objects.all():
        mine, theirs = truth(at, department=department), owners.get(department.name)
        assert (theirs.total if theirs else 0, theirs.taken_up if theirs else 0) == (
            mine.total,
            mine.taken_up,
        )


def an_answer(kind: str) -> Answer:
    soon = timezone.localdate() + timedelta(days=60)
    return Answer(kind, "답변입니다.", planned_on=soon, recheck_on=soon, reason_code="cost")


def a_held(starts_in: timedelta) -> Workshop:
    return factories.a_workshop(state=Workshop.State.HELD, starts_in=starts_in)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_every_step_of_any_course_the_stored_figure_is_the_counted_one(
    seed: int, db: None, seo: User
) -> None:
    """Workshops of today, of last year's day and hour, and older; opinions recorded, given away, given to another, and
    answered in every way, more than once where that may be."""
    draw, at = random.Random(seed), now()
    departments = [factories.a_department(), factories.a_department("parks", name="공원과")]
    officers = {
        one.pk: factories.a_staff_member(f"officer-{one.code}", "officer", department=one)
        for one in departments
    }
    begins = (
        timedelta(hours=-1), timedelta(days=-30), timedelta(days=-365, minutes=-1), timedelta(days=-365, minutes=1),
        timedelta(days=-365, hours=-13), timedelta(days=-365, hours=13), timedelta(days=-400),
    )  # fmt: skip
    workshops = [a_held(starts_in) for starts_in in begins]
    factories.a_workshop(
        state="recorded", external_id="polis:x", starts_in=timedelta(days=-1)
    ).opinions.create(text="밖에서 온 의견", receipt="POLIS001", external_id="1")

    def record_one() -> None:
        an_opinion(draw.choice(workshops), seo, f"의견 {draw.random()}")

    def publish() -> None:
        recording.publish_record(seo, Workshop.objects.get(pk=draw.choice(workshops).pk), at=at)

    def route() -> None:
        some = draw.sample(list(Opinion.objects.filter(external_id=None).order_by("pk")), 2)
        route_opinions(seo, some, department=draw.choice(departments), due_at=at + timedelta(days=30), at=at)

    def answer() -> None:
        one = draw.choice(list(Opinion.objects.filter(department__isnull=False).order_by("pk")))
        answer_opinion(officers[one.department_id], one, an_answer(draw.choice(Kind.values[1:])), at=at)

    acts: list[Callable[[], None]] = [record_one, record_one, publish, route, route, answer, answer, answer]
    for _step in range(12):
        record_one()
    done = 0
    for _step in range(120):
        try:
            with transaction.atomic():
                draw.choice(acts)()
        except (Refusal, ValueError, IndexError):
            continue
        done += 1
        if done % 10 == 0:
            same(at)
    same(at)
    for later in (timedelta(minutes=2), timedelta(days=1), timedelta(days=200)):
        same(at + later)
    assert outcomes.recount() == []
    same(at)
    assert {one.disposition for one in Opinion.objects.all()} >= {"open", "done"}
    assert (
        not OutcomeEntry.objects.values("day", "department", "disposition")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
    )


def a_published(seo: User, opinions: int = 3) -> Workshop:
    held = a_held(timedelta(hours=-1))
    for n in range(opinions):
        an_opinion(held, seo, f"의견 {n}")
    return recording.publish_record(seo, held, at=now())


def test_a_wrong_figure_is_corrected_at_night_and_reported(
    db: None, seo: User, caplog: pytest.LogCaptureFixture
) -> None:
    workshop = a_published(seo)
    OutcomeEntry.objects.create(day=timezone.localdate(workshop.starts_at), disposition="done", n=4)
    Opinion.objects.filter(workshop=workshop).first().delete()  # type: ignore[union-attr]
    assert queries.outcome_of_a_year(now()).total == 7
    recount_outcomes()
    same(now())
    entry = Entry.objects.get(verb="workshops.correct_outcomes")
    assert entry.data["places"] == 2
    assert "counted 2" in caplog.text
    recount_outcomes()
    assert Entry.objects.filter(verb="workshops.correct_outcomes").count() == 1


def test_a_hidden_opinion_is_in_the_figure_no_more_after_the_night(db: None, seo: User) -> None:
    workshop = a_published(seo)
    Opinion.objects.filter(pk=workshop.opinions.first().pk).update(hidden_at=now())  # type: ignore[union-attr]
    assert [(one.stored, one.counted) for one in outcomes.recount()] == [(3, 2)]
    same(now())


@pytest.mark.parametrize("number", [1, 40])
def test_the_front_page_and_the_dashboard_read_entries_and_not_opinions(
    number: int, db: None, seo: User, client: Client, django_assert_num_queries: Any
) -> None:
    a_published(seo, number)
    with django_assert_num_queries(1):
        assert queries.outcome_of_a_year(now()).total == number
    with django_assert_num_queries(1):  # and one for the names of departments where there are owners
        assert by_department(now())[0].total == number
    assert OutcomeEntry.objects.count() == 1
    assert client.get("/workshops/outcomes/").context["outcome"].total == number


@pytest.fixture
def raced(transactional_db: None) -> User:
    return factories.a_staff_member("raced-host", "host")


def _route_while_publishing(host: User, monkeypatch: pytest.MonkeyPatch) -> list[outcomes.Drift]:
    """An opinion gets its owner while the record is published, four times over; what the night finds wrong."""
    department = factories.a_department()
    held = [a_held(timedelta(hours=-1)) for _n in range(4)]
    said = [an_opinion(one, host, "의견") for one in held]
    plain = outcomes.published

    def slowly(workshop: Workshop) -> None:
        plain(workshop)
        with (
            connection.cursor() as cursor
        ):  # the opinions have been counted; whoever does not wait comes by now
            cursor.execute("SELECT pg_sleep(0.2)")

    monkeypatch.setattr(outcomes, "published", slowly)

    def act(n: int) -> None:
        if n % 2:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.1)")
            route_opinions(
                host, [said[n // 2]], department=department, due_at=now() + timedelta(days=9), at=now()
            )
        else:
            recording.publish_record(host, Workshop.objects.get(pk=held[n // 2].pk), at=now())

    assert at_once(act, 8) == [""] * 8
    return outcomes.recount()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_an_owner_that_is_given_while_the_record_is_published_is_counted(
    raced: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _route_while_publishing(raced, monkeypatch) == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_lock_of_the_workshop_the_owner_is_missing(
    raced: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routing, "hold_workshops", lambda _keys: None)
    assert _route_while_publishing(raced, monkeypatch) != []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_answers_and_recounts_at_once_leave_the_figure_right(raced: User) -> None:
    department = factories.a_department()
    officer = factories.a_staff_member("raced-officer", "officer", department=department)
    said = []
    for _n in range(2):
        workshop = a_published(raced, 3)
        said += route_opinions(
            raced,
            list(workshop.opinions.all()),
            department=department,
            due_at=now() + timedelta(days=9),
            at=now(),
        )

    def act(n: int) -> None:
        if n < 6:
            answer_opinion(officer, said[n], an_answer("done"), at=now())
        else:
            recount_outcomes()

    assert at_once(act, 8) == [""] * 8
    same(now())
    assert queries.outcome_of_a_year(now()).taken_up == 6
    assert outcomes.recount() == []
