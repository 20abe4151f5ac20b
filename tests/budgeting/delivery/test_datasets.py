"""Envelopes, moved dates, visits and delays as open tables: joined by stable numbers, and nothing that is not public."""

from datetime import timedelta
from typing import Any

import pgtrigger
import pytest
from django.test import Client
from django.utils import timezone

from budgeting.cycles.domain.scheduling import change_phase
from budgeting.cycles.models import Cycle
from budgeting.delivery.domain import milestones, spending, visiting
from budgeting.delivery.models import Delivery
from civic.accounts.models import User
from civic.common.clock import now
from civic.common.periods import due_day
from civic.opendata.catalogue import registry
from tests import factories

pytestmark = pytest.mark.django_db
NEW = ("budget-envelopes", "budget-phase-changes", "delivery-visits", "delivery-delays")


def rows(name: str) -> list[dict[str, Any]]:
    found = list(registry[name].rows())
    for row in found:
        assert set(row) == {column.name for column in registry[name].columns}
    return found


@pytest.fixture
def delivery() -> Delivery:
    cycle = factories.a_cycle("result")
    factories.with_rules(cycle)
    envelope = factories.an_envelope(cycle, ceiling=90_000_000)
    return factories.a_delivery(
        factories.a_project(envelope, cost=80_000_000, state="funded"), 1, department=factories.a_department()
    )


@pytest.fixture
def everything(delivery: Delivery, oh: User, yoon: User) -> Cycle:
    """One row of each table."""
    cycle: Cycle = delivery.project.envelope.cycle
    phase = cycle.process.phases.get(kind="result")
    change_phase(
        oh,
        cycle,
        phase,
        opens_at=phase.opens_at,
        closes_at=phase.closes_at + timedelta(days=1),
        reason="집계가 늦어졌습니다.",
        at=now(),
    )
    step = delivery.milestones.get()
    milestones.move_milestone(yoon, step, due_on=step.due_on + timedelta(days=9), reason="장마", at=now())
    today = timezone.localdate()
    visiting.record_visit(
        oh,
        delivery,
        visited_on=today - timedelta(days=2),
        monitors="시민 3명",
        finding="뻑뻑합니다.",
        at=now(),
    )
    return cycle


def test_the_tables_join_by_numbers_that_do_not_change(everything: Cycle, delivery: Delivery) -> None:
    [envelope] = rows("budget-envelopes")
    [project] = rows("budget-projects")
    assert (project["cycle"], project["envelope"]) == (envelope["cycle"], envelope["key"])
    assert (envelope["amount"], envelope["ceiling"]) == (1_000_000_000, 90_000_000)
    [change] = rows("budget-phase-changes")
    assert (change["cycle"], change["phase"], change["reason"]) == (
        everything.slug,
        "result",
        "집계가 늦어졌습니다.",
    )
    assert change["new_closes_at"] - change["old_closes_at"] == timedelta(days=1)
    [visit] = rows("delivery-visits")
    assert (visit["project"], visit["finding"]) == (project["id"], "뻑뻑합니다.")
    assert visit["answer_due_on"] == due_day(now(), 14)
    assert visit["answered_at"] is None
    [delay], [milestone] = rows("delivery-delays"), rows("delivery-milestones")
    assert (delay["milestone"], delay["project"], delay["reason"]) == (milestone["id"], project["id"], "장마")
    assert milestone["due_on"] == delay["new_due_on"] == delay["old_due_on"] + timedelta(days=9)


def test_nothing_of_a_cycle_that_is_not_published_is_in_them(everything: Cycle) -> None:
    Cycle.objects.filter(pk=everything.pk).update(published=False)
    assert {name: rows(name) for name in NEW} == {name: [] for name in NEW}


def test_what_no_source_states_is_empty(delivery: Delivery) -> None:
    envelope = delivery.project.envelope
    untold = [f"envelope.{envelope.key}.amount", f"envelope.{envelope.key}.picks"]
    with factories.past():
        envelope.cycle.rules.undecided = untold
        envelope.cycle.rules.save(update_fields=["undecided"])
    [row] = rows("budget-envelopes")
    assert (row["amount"], row["picks_min"], row["picks_max"]) == (None, None, None)
    assert row["ceiling"] == 90_000_000


@pytest.mark.parametrize("count", [1, 3])
def test_a_walk_costs_the_same_however_many_rows(
    delivery: Delivery, oh: User, count: int, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        visiting.record_visit(
            oh, delivery, visited_on=timezone.localdate(), monitors="시민", finding=f"{n}", at=now()
        )
    with django_assert_num_queries(1):
        assert len(list(registry["delivery-visits"].rows())) == count


def test_sums_say_in_what_they_are_counted(everything: Cycle, delivery: Delivery, yoon: User) -> None:
    """A city elsewhere pays in its own money; "in won" was said of it all the same."""
    spending.spend(yoon, delivery, amount=1_250, on=timezone.localdate(), purpose="공사", at=now())
    with pgtrigger.ignore("cycles.Cycle:frozen_currency"):
        Cycle.objects.filter(pk=everything.pk).update(currency="CAD", money_unit=100)
    for name in ("deliveries", "delivery-milestones", "delivery-spending"):
        assert {(row["currency"], row["unit"]) for row in rows(name)} == {("CAD", 100)}, name
        assert not [one for one in registry[name].columns if "won" in str(one.help).split()], name
    found = Client().get(f"/api/v1/delivery/{delivery.pk}/").json()
    assert (found["currency"], found["money_unit"]) == ("CAD", 100)
