"""Making a cycle, and changing it before it freezes."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles import queries, refusals
from budgeting.cycles.actions.common import budget_officer
from budgeting.cycles.models import Cycle
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import Refusal


@action("cycles.make", label=_("Make a budget cycle"))
def make(actor: Actor, *, opens_at: datetime | None, at: datetime) -> Iterator[Refusal]:
    """A cycle is made before its first day, because its rules freeze on that day. ``opens_at`` None: not chosen yet."""
    yield from budget_officer(actor)
    if opens_at is not None and opens_at <= at:
        yield refusals.FirstDayPast()


@action("cycles.change_rules", label=_("Change the rules of a cycle"))
def change_rules(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Rules change until the first phase opens."""
    yield from budget_officer(actor)
    if queries.rules_frozen(cycle, at):
        yield refusals.RulesFrozen()


@action("cycles.change_envelope", label=_("Add or change an envelope"))
def change_envelope(actor: Actor, *, cycle: Cycle, at: datetime, is_new: bool = False) -> Iterator[Refusal]:
    """Envelopes change until prices are published; a new one brings rules, so it is added before the first phase opens."""
    yield from budget_officer(actor)
    if queries.money_frozen(cycle, at):
        yield refusals.MoneyFrozen()
    elif is_new and queries.rules_frozen(cycle, at):
        yield refusals.RulesFrozen()


@action("cycles.publish", label=_("Publish a cycle"))
def publish(actor: Actor, *, cycle: Cycle) -> Iterator[Refusal]:
    """A cycle is published when it has rules, a calendar and money."""
    yield from budget_officer(actor)
    if cycle.published:
        yield refusals.AlreadyPublished()
    if (
        not hasattr(cycle, "rules")
        or not cycle.process.phases.all()
        or not cycle.envelopes.filter(amount__gt=0).exists()
    ):
        yield refusals.Incomplete()
    elif cycle.rules.undecided:
        yield refusals.Undecided()
    elif cycle.rules.support_threshold is not None and not cycle.rules.counts_support(cycle.envelopes.all()):
        yield refusals.SupportNotCounted()
