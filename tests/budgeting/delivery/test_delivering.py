"""From a published result to money spent: begun once, kept by the department, every delay with a reason."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budgeting.cycles.models import Cycle, Project
from budgeting.delivery import progress
from budgeting.delivery.domain import beginning, ending, milestones, spending
from budgeting.delivery.models import Delivery, Milestone, Slip, Spending
from budgeting.delivery.tasks import begin_waiting
from budgeting.results.models import Count
from civic.accounts.actors import System
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.refusals import Refusal
from civic.notifications.models import Event
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


def funded(state: str = "published", count: int = 1) -> tuple[Cycle, list[Project]]:
    cycle = factories.a_cycle("result")
    envelope = factories.an_envelope(cycle)
    projects = [factories.a_project(envelope, cost=80_000_000, state="funded") for _n in range(count)]
    factories.a_project(envelope, state="not_funded")
    at = now() if state == "published" else None
    Count.objects.create(cycle=cycle, state=state, ballots=10, software="test", published_at=at)
    return cycle, projects


def begun(*weights: int) -> Delivery:
    _cycle, projects = funded()
    return factories.a_delivery(projects[0], *weights)


def code_of(act: Any) -> str:
    with pytest.raises(Refusal) as caught, transaction.atomic():
        act()
    return caught.value.code


def test_the_sweep_begins_what_a_published_result_funded_and_only_once() -> None:
    _cycle, projects = funded(count=2)
    _other, unpublished = funded(state="counted")
    begin_waiting()
    begin_waiting()
    assert set(Delivery.objects.values_list("project", flat=True)) == {one.pk for one in projects}
    assert not Delivery.objects.filter(project=unpublished[0]).exists()
    delivery = Delivery.objects.get(project=projects[0])
    assert (delivery.planned, delivery.state, delivery.milestones.count()) == (80_000_000, "planned", 4)
    assert Event.objects.filter(kind="delivery.begun").count() == 2


def test_the_desk_begins_and_others_may_not(client: Client, oh: User, kim: User) -> None:
    cycle, _projects = funded()
    assert code_of(lambda: beginning.begin_for_cycle(cycle, kim, now())) == "accounts.not_allowed"
    client.force_login(kim)
    assert client.post(f"/delivery/{cycle.slug}/begin/").headers["X-Refusal"] == "accounts.not_allowed"
    factories.a_second_factor(oh)
    client.force_login(oh)
    assert client.post(f"/delivery/{cycle.slug}/begin/")["Location"] == f"/delivery/{cycle.slug}/"
    assert Delivery.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_begin_each_delivery_once() -> None:
    cycle, _projects = funded(count=3)
    start = Barrier(2)

    def sweep(_n: int) -> int:
        start.wait(timeout=30)
        try:
            return len(beginning.begin_for_cycle(cycle, System("test"), now()))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(sweep, range(2))) == [0, 3]
    assert Delivery.objects.count() == 3


def test_a_milestone_is_reached_once_and_starts_the_delivery(yoon: User) -> None:
    delivery = begun(1, 3)
    first = delivery.milestones.first()
    assert first is not None
    today = timezone.localdate()
    assert (
        code_of(lambda: milestones.reach_milestone(yoon, first, on=today + timedelta(days=2), at=now()))
        == "delivery.day_ahead"
    )
    milestones.reach_milestone(yoon, first, on=today - timedelta(days=1), at=now(), note="계약 완료")
    delivery.refresh_from_db()
    assert delivery.state == "running"
    assert progress.share_done(delivery.milestones.all()) == 25
    assert (
        code_of(lambda: milestones.reach_milestone(yoon, first, on=today, at=now()))
        == "delivery.already_reached"
    )


def test_a_date_that_slips_keeps_the_old_one_and_the_reason(yoon: User, client: Client) -> None:
    delivery = begun(1)
    one = delivery.milestones.get()
    old = one.due_on
    assert (
        code_of(lambda: milestones.move_milestone(yoon, one, due_on=old, reason="까닭", at=now()))
        == "delivery.date_not_later"
    )
    later = old + timedelta(days=30)
    assert (
        code_of(lambda: milestones.move_milestone(yoon, one, due_on=later, reason=" ", at=now()))
        == "delivery.reason_missing"
    )
    milestones.move_milestone(yoon, one, due_on=later, reason="자재가 늦습니다", at=now())
    slip = Slip.objects.get()
    assert (slip.old_due_on, slip.new_due_on, slip.by) == (old, later, yoon)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == ("delayed", "자재가 늦습니다")
    assert "자재가 늦습니다" in client.get(delivery.project.get_absolute_url()).content.decode()
    milestones.reach_milestone(yoon, one, on=timezone.localdate() - timedelta(days=1), at=now())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == ("running", "")


def test_money_is_added_and_corrected_never_changed(yoon: User) -> None:
    delivery = begun(1)
    day = timezone.localdate() - timedelta(days=1)

    def spend(amount: int) -> Spending:
        return spending.spend(yoon, delivery, amount=amount, on=day, purpose="자재", at=now())

    spend(50_000_000)
    assert code_of(lambda: spend(0)) == "delivery.nothing_spent"
    assert code_of(lambda: spend(-50_000_001)) == "delivery.below_zero"
    spend(-10_000_000)
    row = Spending.objects.first()
    assert row is not None
    with pytest.raises(Exception, match="Cannot"), transaction.atomic():
        Spending.objects.filter(pk=row.pk).update(amount=1)
    assert sum(Spending.objects.values_list("amount", flat=True)) == 40_000_000


def test_complete_means_every_milestone_and_closes_the_record(yoon: User, client: Client) -> None:
    delivery = begun(1, 1)
    today = timezone.localdate() - timedelta(days=1)
    assert code_of(lambda: ending.complete(yoon, delivery, on=today, at=now())) == "delivery.milestones_open"
    for one in delivery.milestones.all():
        milestones.reach_milestone(yoon, one, on=today, at=now())
    spending.spend(yoon, delivery, amount=76_400_000, on=today, purpose="모두", at=now())
    ending.complete(yoon, delivery, on=today, at=now())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.completed_on) == ("completed", today)
    assert code_of(lambda: ending.cancel(yoon, delivery, reason="까닭")) == "delivery.ended"
    page = client.get(f"/delivery/{delivery.project.envelope.cycle.slug}/").content.decode()
    assert "7,640만 원" in page
    assert "95%" in page


def test_a_cancellation_has_a_reason_that_everybody_reads(yoon: User, client: Client) -> None:
    delivery = begun(1)
    assert code_of(lambda: ending.cancel(yoon, delivery, reason=" ")) == "delivery.reason_missing"
    ending.cancel(yoon, delivery, reason="시의회가 예산을 삭감함")
    assert "시의회가 예산을 삭감함" in client.get(delivery.project.get_absolute_url()).content.decode()
    assert Event.objects.filter(kind="delivery.cancelled").count() == 1


ACTORS = {
    "a resident": ("kim", "accounts.not_allowed"),
    "the budget officer": ("oh", "accounts.not_allowed"),
    "another department": ("stranger", "delivery.not_your_department"),
}


@pytest.fixture
def stranger(db: None) -> User:
    """The officer of another department."""
    return factories.a_staff_member("stranger", "officer", factories.a_department("parks"))


@pytest.mark.parametrize("case", ACTORS)
def test_only_the_department_keeps_the_record_at_every_door(
    case: str, client: Client, request: pytest.FixtureRequest
) -> None:
    who, code = ACTORS[case]
    actor = request.getfixturevalue(who)
    delivery = begun(1)
    one = delivery.milestones.get()
    day = timezone.localdate() - timedelta(days=1)
    factories.a_second_factor(actor)
    client.force_login(actor)
    assert (
        code_of(lambda: spending.spend(actor, delivery, amount=1, on=day, purpose="자재", at=now())) == code
    )
    assert code_of(lambda: milestones.plan_milestone(actor, delivery, title="가", due_on=day)) == code
    pages = [
        (f"desk/{delivery.pk}/spending/", {"amount": "1", "on": str(day), "purpose": "자재"}),
        (f"desk/{delivery.pk}/milestones/", {"title": "가", "due_on": str(day), "weight": "1"}),
        (f"desk/{delivery.pk}/complete/", {"on": str(day)}),
        (f"desk/{delivery.pk}/cancel/", {"reason": "까닭"}),
        (f"desk/milestones/{one.pk}/reach/", {"on": str(day)}),
        (f"desk/milestones/{one.pk}/move/", {"due_on": "2030-01-01", "reason": "까닭"}),
    ]
    for address, fields in pages:
        assert client.post(f"/delivery/{address}", fields).headers["X-Refusal"] == code, address
    calls: list[tuple[str, dict[str, Any]]] = [
        (f"{delivery.pk}/spending/", {"amount": 1, "on": str(day), "purpose": "자재"}),
        (f"milestones/{one.pk}/reach/", {"on": str(day)}),
        (f"milestones/{one.pk}/move/", {"due_on": "2030-01-01", "reason": "까닭"}),
    ]
    for address, body in calls:
        sent = client.post(f"/api/v1/delivery/{address}", json.dumps(body), content_type="application/json")
        assert sent.json()["type"].endswith(code), address
    assert not Spending.objects.exists()
    assert not Slip.objects.exists()
    assert Milestone.objects.count() == 1


def test_the_officer_works_on_the_desk_and_by_the_api(client: Client, yoon: User) -> None:
    delivery = begun(1)
    one = delivery.milestones.get()
    day = str(timezone.localdate() - timedelta(days=1))
    factories.a_second_factor(yoon)
    client.force_login(yoon)
    assert delivery.project.title in client.get("/delivery/desk/").content.decode()
    assert client.get(f"/delivery/desk/{delivery.pk}/").status_code == 200
    fields = {"amount": "1,000,000", "on": day, "purpose": "자재"}
    assert client.post(f"/delivery/desk/{delivery.pk}/spending/", fields).status_code == 302
    assert (
        client.post(
            f"/delivery/desk/milestones/{one.pk}/move/", {"due_on": day, "reason": "까닭"}
        ).status_code
        == 422
    )
    sent = client.post(
        f"/api/v1/delivery/milestones/{one.pk}/reach/",
        json.dumps({"on": day}),
        content_type="application/json",
    )
    assert sent.status_code == 200
    shown = client.get(f"/api/v1/delivery/{delivery.pk}/").json()
    assert (shown["spent"], shown["progress"], shown["state"]) == (1_000_000, 100, "running")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_one_delivery_as_for_three(
    count: int, client: Client, django_assert_num_queries: Any
) -> None:
    cycle, projects = funded(count=count)
    for project in projects:
        factories.a_delivery(project, *range(1, count + 1))
    with django_assert_num_queries(6):
        client.get(f"/delivery/{cycle.slug}/")
    with django_assert_num_queries(3):
        client.get(f"/api/v1/delivery/?cycle={cycle.slug}")


def rows(*weights_done: tuple[int, bool]) -> list[Milestone]:
    return [
        Milestone(weight=weight, due_on=TODAY, done_on=TODAY if done else None)
        for weight, done in weights_done
    ]


def test_progress_is_a_share_of_the_whole_weight() -> None:
    assert progress.share_done([]) == 0
    assert progress.share_done(rows((1, True), (2, False))) == 33
    assert progress.share_done(rows((70, True), (70, True))) == 100


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.lists(st.tuples(st.integers(1, 1000), st.booleans()), min_size=1, max_size=20))
def test_progress_never_passes_a_hundred_and_is_full_only_when_all_is_done(
    given_rows: list[tuple[int, bool]],
) -> None:
    share = progress.share_done(rows(*given_rows))
    assert 0 <= share <= 100
    assert (share == 100) == all(done for _weight, done in given_rows)


def test_the_execution_rate_may_pass_a_hundred_and_says_so() -> None:
    assert progress.execution_rate(76_400_000, 80_000_000) == 95
    assert progress.execution_rate(90, 80) == 112
    assert progress.execution_rate(5, 0) == 0


def test_late_is_what_was_due_before_today() -> None:
    due_yesterday = Milestone(weight=1, due_on=TODAY - timedelta(days=1))
    due_today = Milestone(weight=1, due_on=TODAY)
    assert progress.late([due_yesterday, due_today], TODAY) == [due_yesterday]
