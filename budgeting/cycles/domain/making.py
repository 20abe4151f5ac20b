"""Making a cycle from a preset, changing what is still open to change, and publishing it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from budgeting.cycles import actions, queries
from budgeting.cycles.models import Cycle, Envelope, RuleSet
from budgeting.cycles.models.rules import AGE_CAN_BE_SHOWN
from budgeting.cycles.past_years import PRESETS
from budgeting.cycles.presets import Preset
from budgeting.cycles.refusals import (
    AgeCannotBeShown,
    EnvelopeKeyTaken,
    MoneyFrozen,
    RulesFrozen,
    YearTaken,
)
from budgeting.cycles.spreading import spread
from budgeting.cycles.triggers import MONEY_FROZEN, RULES_FROZEN
from civic.accounts.actors import Actor
from civic.areas.models import Area
from civic.audit.domain.recording import record
from civic.comments.domain.threads import open_thread
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify
from civic.processes.domain.scheduling import plan_phases
from civic.processes.models import Process

RULE_FIELDS = (
    "electorate", "excluded", "minimum_age", "identity_level", "weights", "class_minimum", "committee_minimum",
    "committee_weight", "support_threshold", "change_until_close", "invalid_rule", "channels", "publication", "count_rule",
    "count_options", "tie_break", "objection_days", "undecided",
)  # fmt: skip


@transaction.atomic
def make_cycle(
    actor: Actor,
    *,
    title: str,
    title_en: str = "",
    budget_year: int,
    area: Area,
    preset: str | Preset,
    opens_at: datetime,
    at: datetime,
) -> Cycle:
    """A cycle with the rules, envelopes and calendar of a preset; unpublished. ``opens_at`` is its first moment.

    Raises FirstDayPast, NotAllowed, AgeCannotBeShown; KeyError for an unknown preset.
    """
    actions.make.require(actor, opens_at=opens_at, at=at)
    chosen = PRESETS[preset] if isinstance(preset, str) else preset
    slug = _free_slug(budget_year)
    with refusing({"processes_process_slug_key": YearTaken}):  # somebody made the same address at this moment
        process = Process.objects.create(
            slug=f"budget-{slug}",
            kind=Process.Kind.BUDGET,
            area=area,
            title=title,
            title_en=title_en,
            created_at=at,
        )
        cycle = Cycle.objects.create(
            process=process,
            slug=slug,
            budget_year=budget_year,
            currency=chosen.currency,
            money_unit=chosen.money_unit,
        )
    with refusing({AGE_CAN_BE_SHOWN: AgeCannotBeShown}):
        RuleSet.objects.create(
            cycle=cycle,
            preset=chosen.key,
            source=chosen.source,
            undecided=list(chosen.undecided),
            **chosen.rules,
        )
    Envelope.objects.bulk_create(
        Envelope(cycle=cycle, position=position, **one.fields())
        for position, one in enumerate(spread(chosen.envelopes, area))
    )
    plan_phases(actor, process, chosen.calendar(opens_at))
    cycle.thread = open_thread(cycle, f"/budget/{cycle.slug}/")
    cycle.save(update_fields=["thread"])
    record(
        actor, "cycles.make", cycle,
        preset=chosen.key, budget_year=budget_year, currency=chosen.currency, rules=chosen.rules,
    )  # fmt: skip
    return cycle


def _free_slug(year: int) -> str:
    """The budget year, with a number behind it where a cycle of that year exists."""
    taken = set(Cycle.objects.filter(slug__startswith=str(year)).values_list("slug", flat=True))
    candidates = [str(year), *(f"{year}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


@transaction.atomic
def change_rules(actor: Actor, cycle: Cycle, *, at: datetime, **changes: Any) -> RuleSet:
    """Change some of RULE_FIELDS before the first phase opens; what is changed is decided. Raises RulesFrozen (also when
    the database says so), AgeCannotBeShown."""
    actions.change_rules.require(actor, cycle=cycle, at=at)
    rules = RuleSet.objects.select_for_update(of=("self",)).get(cycle=cycle)
    changes = {"undecided": _without(rules.undecided, set(changes)), **changes}
    before = {name: getattr(rules, name) for name in changes}
    for name, value in changes.items():
        if name not in RULE_FIELDS:
            raise ValueError(f"{name} is not changed by this verb")
        setattr(rules, name, value)
    with refusing({RULES_FROZEN: RulesFrozen, AGE_CAN_BE_SHOWN: AgeCannotBeShown}):
        rules.save(update_fields=list(changes))
    record(actor, "cycles.change_rules", cycle, before=before, after=changes)
    return rules


def _without(undecided: list[str], decided: set[str]) -> list[str]:
    return [name for name in undecided if name not in decided]


def _decide(cycle: Cycle, key: str, fields: dict[str, Any]) -> None:
    """What was written of an envelope is decided: its money, and how many projects one picks."""
    said = {"amount": bool(fields.get("amount")), "picks": "picks_max" in fields}
    decided = {f"envelope.{key}.{name}" for name, is_said in said.items() if is_said}
    rules = RuleSet.objects.select_for_update(of=("self",)).filter(cycle=cycle).first()
    if rules is not None and decided & set(rules.undecided):
        rules.undecided = _without(rules.undecided, decided)
        rules.save(update_fields=["undecided"])


@transaction.atomic
def save_envelope(actor: Actor, cycle: Cycle, *, key: str, at: datetime, **fields: Any) -> Envelope:
    """Add the envelope ``key`` or change the fields given; what they say is decided. Amounts are won.

    Raises MoneyFrozen from price publication on; RulesFrozen for a new one and for how one votes once the first phase is open."""
    envelope = Envelope.objects.select_for_update(of=("self",)).filter(cycle=cycle, key=key).first()
    actions.change_envelope.require(actor, cycle=cycle, at=at, is_new=envelope is None)
    before = {name: getattr(envelope, name) for name in fields if name != "area"} if envelope else {}
    envelope = envelope or Envelope(cycle=cycle, key=key)
    for name, value in fields.items():
        setattr(envelope, name, value)
    with refusing(
        {MONEY_FROZEN: MoneyFrozen, RULES_FROZEN: RulesFrozen, "envelope_keys_differ": EnvelopeKeyTaken}
    ):
        envelope.save()
        if not queries.rules_frozen(cycle, at):
            _decide(cycle, key, fields)
    after = {name: getattr(envelope, name) for name in fields if name != "area"}
    record(actor, "cycles.save_envelope", cycle, envelope=key, before=before, after=after)
    return envelope


@transaction.atomic
def publish_cycle(actor: Actor, cycle: Cycle) -> Cycle:
    """Make a cycle visible to everybody. Raises Incomplete while it lacks rules, calendar or money."""
    fresh = Cycle.objects.select_for_update(of=("self",)).select_related("process", "rules").get(pk=cycle.pk)
    actions.publish.require(actor, cycle=fresh)
    fresh.published = cycle.published = True
    fresh.save(update_fields=["published"])
    record(actor, "cycles.publish", fresh)
    notify(
        "cycles.published",
        fresh,
        path=f"/budget/{fresh.slug}/",
        title=fresh.process.title,
        title_en=fresh.process.title_en,
    )
    return fresh
