"""What became of the money of each cycle at a glance: planned, spent, complete, late."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from budgeting.cycles.models import Cycle
from budgeting.delivery import queries
from budgeting.delivery.domain import ending, milestones, spending
from budgeting.delivery.models import Delivery
from civic.accounts.models import User
from civic.common.clock import now
from tests import factories

pytestmark = pytest.mark.django_db


def carried_out(count: int = 1) -> tuple[Cycle, list[Delivery]]:
    cycle = factories.a_cycle("result")
    envelope = factories.an_envelope(cycle)
    projects = [factories.a_project(envelope, cost=80_000_000, state="funded") for _n in range(count)]
    return cycle, [factories.a_delivery(project, 1) for project in projects]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_says_of_each_cycle_what_is_spent_in_as_many_queries(
    count: int, client: Client, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        carried_out(n + 1)
    with django_assert_num_queries(4):
        page = client.get("/delivery/").content.decode()
    for n in range(count):
        assert f"사업 {n + 1}건 중 0건 완료" in page


def test_each_cycle_is_summed_by_itself(yoon: User) -> None:
    (one, (first, second)), (other, (third,)) = carried_out(2), carried_out(1)
    for delivery, amount in ((first, 10_000_000), (first, 6_000_000), (third, 80_000_000)):
        spending.spend(yoon, delivery, amount=amount, on=timezone.localdate(), purpose="공사", at=now())
    found = queries.totals_of([one.pk, other.pk], timezone.localdate())
    assert (found[one.pk].planned, found[one.pk].spent, found[one.pk].rate) == (160_000_000, 16_000_000, 10)
    assert (found[other.pk].planned, found[other.pk].spent, found[other.pk].rate) == (80_000_000,) * 2 + (
        100,
    )
    assert second.spendings.count() == 0


def test_late_is_a_delay_or_a_milestone_overdue_and_nothing_twice(yoon: User, client: Client) -> None:
    cycle, (delayed, overdue, on_time) = carried_out(3)
    address = f"/delivery/{cycle.slug}/"
    assert "지연 사업" not in client.get("/delivery/").content.decode()
    one = delayed.milestones.get()
    milestones.move_milestone(yoon, one, due_on=one.due_on + timedelta(days=9), reason="장마", at=now())
    overdue.milestones.update(due_on=timezone.localdate() - timedelta(days=1))
    assert queries.totals(cycle, timezone.localdate()).late == 2
    assert "지연 사업 2건" in client.get("/delivery/").content.decode()
    assert "지연 사업" in client.get(address).content.decode()
    delayed.milestones.update(due_on=timezone.localdate() - timedelta(days=1))
    assert queries.totals(cycle, timezone.localdate()).late == 2
    assert on_time.milestones.get().due_on >= timezone.localdate()


def test_a_cancelled_project_is_not_in_the_rate_and_the_page_says_what_is_left_out(
    yoon: User, client: Client
) -> None:
    cycle, (going_on, given_up) = carried_out(2)
    for delivery, amount in ((going_on, 40_000_000), (given_up, 8_000_000)):
        spending.spend(yoon, delivery, amount=amount, on=timezone.localdate(), purpose="공사", at=now())
    assert queries.totals(cycle, timezone.localdate()).rate == 30
    ending.cancel(yoon, given_up, reason="땅을 쓸 수 없게 되었습니다.")
    found = queries.totals(cycle, timezone.localdate())
    assert (found.planned, found.spent, found.rate) == (80_000_000, 40_000_000, 50)
    assert (found.count, found.cancelled) == (2, 1)
    assert (found.cancelled_planned, found.cancelled_spent) == (80_000_000, 8_000_000)
    said = "취소된 사업 1건은 합계와 집행률에서 제외했습니다(계획 8,000만 원, 집행 800만 원)."
    for path in ("/", "/delivery/", f"/delivery/{cycle.slug}/", f"/budget/{cycle.slug}/"):
        assert said in client.get(path).content.decode(), path


def test_where_nothing_is_cancelled_nothing_is_said_of_it(client: Client) -> None:
    cycle, _deliveries = carried_out(2)
    assert "취소된 사업" not in client.get(f"/delivery/{cycle.slug}/").content.decode()


def test_where_everything_is_cancelled_the_rate_is_none_of_nothing(yoon: User) -> None:
    cycle, (only,) = carried_out(1)
    ending.cancel(yoon, only, reason="취소")
    found = queries.totals(cycle, timezone.localdate())
    assert (found.planned, found.rate, found.cancelled) == (0, 0, 1)


def test_the_front_page_shows_every_cycle_of_the_newest_year_the_largest_first(client: Client) -> None:
    small, _one = carried_out(1)
    large, _two = carried_out(2)
    older, _three = carried_out(1)
    with factories.past():
        Cycle.objects.filter(pk=older.pk).update(budget_year=2025)
    part = client.get("/").content.decode().split('id="execution"')[1].split("</section>")[0]
    places = [part.index(f"/delivery/{cycle.slug}/") for cycle in (large, small)]
    assert places == sorted(places)
    assert f"/delivery/{older.slug}/" not in part
