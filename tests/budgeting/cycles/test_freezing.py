"""Rules, prices and envelopes freeze in the database, whatever door is used."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from budgeting.cycles.models import Cycle, Envelope, Project, RuleSet
from budgeting.cycles.triggers import MONEY_FROZEN, RULES_FROZEN, SOURCE_FIXED, WEIGHTS_WHOLE
from civic.processes.models import Phase
from tests import factories

pytestmark = pytest.mark.django_db


def constraint(error: IntegrityError) -> str:
    return str(error.__cause__.diag.constraint_name)  # type: ignore[union-attr]


def refused(change: Callable[[], object], name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        change()
    assert constraint(caught.value) == name


def sql(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def coming_cycle() -> Cycle:
    """A cycle all of whose phases lie ahead."""
    process = factories.a_process("budget")
    opens = timezone.now() + timedelta(days=1)
    for number, kind in enumerate(Phase.Kind.values):
        Phase.objects.create(
            process=process,
            kind=kind,
            opens_at=opens + timedelta(days=number),
            closes_at=opens + timedelta(days=number + 1),
        )
    return Cycle.objects.create(process=process, slug=process.slug, budget_year=2027)


def open_now(cycle: Cycle, kind: str, at: datetime | None = None) -> None:
    Phase.objects.filter(process=cycle.process, kind=kind).update(opens_at=at or timezone.now())


def test_rules_can_change_until_the_first_phase_opens() -> None:
    cycle = coming_cycle()
    rules = RuleSet.objects.create(cycle=cycle)
    rules.committee_minimum = 70
    rules.save()
    RuleSet.objects.filter(cycle=cycle).update(minimum_age=14)
    assert RuleSet.objects.get(cycle=cycle).minimum_age == 14


def test_open_rules_refuse_orm_bulk_update_raw_sql_and_delete() -> None:
    cycle = coming_cycle()
    rules = RuleSet.objects.create(cycle=cycle)
    open_now(cycle, "gather")
    refused(rules.save, RULES_FROZEN)
    refused(lambda: RuleSet.objects.filter(pk=rules.pk).update(minimum_age=19), RULES_FROZEN)
    refused(lambda: sql("UPDATE cycles_ruleset SET weights = '{}' WHERE id = %s", rules.pk), RULES_FROZEN)
    refused(lambda: sql("DELETE FROM cycles_ruleset WHERE id = %s", rules.pk), RULES_FROZEN)
    refused(rules.delete, RULES_FROZEN)
    other = coming_cycle()
    refused(lambda: RuleSet.objects.filter(pk=rules.pk).update(cycle=other), RULES_FROZEN)


def test_an_open_cycle_takes_no_new_rules_unless_it_is_imported() -> None:
    cycle = coming_cycle()
    open_now(cycle, "gather")
    refused(lambda: RuleSet.objects.create(cycle=cycle), RULES_FROZEN)
    imported = factories.a_cycle("result", external_id="pabulib:lodz-2022")
    rules = RuleSet.objects.create(cycle=imported)
    refused(rules.save, RULES_FROZEN)
    Envelope.objects.create(cycle=imported, key="all", name="전체", amount=1)


def test_a_cycle_cannot_be_declared_imported_afterwards() -> None:
    cycle = coming_cycle()
    refused(lambda: Cycle.objects.filter(pk=cycle.pk).update(external_id="x"), SOURCE_FIXED)
    refused(lambda: sql("UPDATE cycles_cycle SET external_id = 'x' WHERE id = %s", cycle.pk), SOURCE_FIXED)


def test_prices_and_envelopes_can_change_before_prices_are_published() -> None:
    cycle = coming_cycle()
    envelope = Envelope.objects.create(cycle=cycle, key="city", name="시정", amount=10)
    open_now(cycle, "gather")
    project = Project.objects.create(envelope=envelope, number="1", title="가", proposed_cost=5, cost=5)
    Project.objects.filter(pk=project.pk).update(cost=4)
    Envelope.objects.filter(pk=envelope.pk).update(amount=20)
    assert Project.objects.get(pk=project.pk).cost == 4


@pytest.mark.parametrize("kind", ["prices", "voting"])
def test_prices_and_envelopes_freeze_when_prices_are_published_else_when_voting_opens(kind: str) -> None:
    cycle = coming_cycle()
    envelope = Envelope.objects.create(cycle=cycle, key="city", name="시정", amount=10)
    project = Project.objects.create(envelope=envelope, number="1", title="가", proposed_cost=5, cost=5)
    if kind == "voting":
        Phase.objects.filter(process=cycle.process, kind="prices").delete()
    open_now(cycle, kind)
    project.cost = 6
    refused(project.save, MONEY_FROZEN)
    refused(lambda: Project.objects.filter(pk=project.pk).update(cost=6), MONEY_FROZEN)
    refused(lambda: sql("UPDATE cycles_project SET cost = 6 WHERE id = %s", project.pk), MONEY_FROZEN)
    refused(lambda: sql("UPDATE cycles_envelope SET amount = 6 WHERE id = %s", envelope.pk), MONEY_FROZEN)
    refused(lambda: sql("DELETE FROM cycles_project WHERE id = %s", project.pk), MONEY_FROZEN)
    refused(lambda: Envelope.objects.filter(pk=envelope.pk).update(ceiling=1), MONEY_FROZEN)
    refused(lambda: Envelope.objects.create(cycle=cycle, key="late", name="늦음", amount=1), MONEY_FROZEN)
    refused(
        lambda: Project.objects.create(envelope=envelope, number="2", title="나", proposed_cost=5, cost=5),
        MONEY_FROZEN,
    )


def test_the_state_of_a_project_moves_on_after_its_price_is_frozen() -> None:
    project = factories.a_project(factories.an_envelope(factories.a_cycle("voting")))
    Project.objects.filter(pk=project.pk).update(state="funded")
    project.refresh_from_db()
    project.state = "not_funded"
    project.save()
    assert Project.objects.get(pk=project.pk).state == "not_funded"


WEIGHTS = {
    "nothing": {},
    "ninety-nine": {"citizens": 50, "committee": 49},
    "below zero": {"citizens": 110, "committee": -10},
    "words": {"citizens": "100"},
    "a list": [100],
}


@pytest.mark.parametrize("case", WEIGHTS)
def test_weights_that_do_not_make_100_are_refused_by_the_database(case: str) -> None:
    cycle = coming_cycle()
    refused(lambda: RuleSet.objects.create(cycle=cycle, weights=WEIGHTS[case]), WEIGHTS_WHOLE)
    rules = RuleSet.objects.create(cycle=cycle, weights={"citizens": 50, "committee": 40, "survey": 10})
    refused(lambda: RuleSet.objects.filter(pk=rules.pk).update(weights=WEIGHTS[case]), WEIGHTS_WHOLE)


def test_how_an_envelope_is_voted_on_freezes_with_the_rules_and_its_money_later() -> None:
    cycle = coming_cycle()
    envelope = Envelope.objects.create(cycle=cycle, key="city", name="시정", amount=10, picks_max=3)
    Envelope.objects.filter(pk=envelope.pk).update(picks_max=5, ceiling=9)
    open_now(cycle, "gather")
    changes: dict[str, object] = {
        "picks_min": 1, "picks_max": 4, "picks_per_topic": 1, "method": "knapsack", "ceiling": 8, "floor": 1,
        "event_ceiling": 2, "max_projects": 9, "budget_limit": 7, "own_borough_only": True, "key": "other",
    }  # fmt: skip
    for name, value in changes.items():
        refused(lambda: Envelope.objects.filter(pk=envelope.pk).update(**{name: value}), RULES_FROZEN)  # noqa: B023
    refused(lambda: Envelope.objects.create(cycle=cycle, key="late", name="늦음", amount=1), RULES_FROZEN)
    refused(lambda: sql("DELETE FROM cycles_envelope WHERE id = %s", envelope.pk), RULES_FROZEN)
    envelope.refresh_from_db()
    envelope.amount, envelope.name = 20, "시정참여"
    envelope.save()
    assert Envelope.objects.get(pk=envelope.pk).amount == 20
