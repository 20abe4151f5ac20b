"""Everything a person may do with a vote, with its rule."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle
from budgeting.voting import queries, refusals
from civic.accounts.actors import Actor, System, holds
from civic.accounts.models import Residency, User
from civic.common.actions import action
from civic.common.dates import date_text, moment_text
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


def _when(cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Reasons of time: what everybody is told alike."""
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if phase is not None and at < phase.opens_at:
        yield refusals.VotingNotOpen(opens=moment_text(phase.opens_at))
    elif phase is not None and (at >= phase.closes_at or (group is not None and group.closed_at is not None)):
        due = queries.result_at(cycle)
        yield refusals.VotingClosed(result=date_text(due) if due else _now("after the count"))
    elif phase is None or group is None or group.roll_fixed_at is None:
        yield refusals.VotingNotPrepared()


@action("budgeting.cast_ballot", label=_("Cast a ballot"))
def cast_ballot(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Somebody on the roll may vote, for themselves only, from the opening to the close of the voting phase."""
    if isinstance(actor, System):
        yield NotAllowed()
        return
    if not isinstance(actor, User):
        yield SignInFirst()
    yield from _when(cycle, at)
    if isinstance(actor, User):
        yield from _eligible(actor, cycle)
        yield from _unchanged(actor, cycle)


def _eligible(voter: User, cycle: Cycle) -> Iterator[Refusal]:
    group, rules = queries.group_of(cycle), queries.rules_of(cycle)
    if group is not None and group.roll_fixed_at is not None and queries.roll_entry(group, voter) is not None:
        return
    residency = Residency.objects.filter(user=voter).first()
    if residency is None:
        yield refusals.NotVerified()
    elif rules is not None and rules.electorate and residency.basis not in rules.electorate:
        names = [str(label) for value, label in Residency.Basis.choices if value in rules.electorate]
        yield refusals.WrongBasis(electorate=", ".join(names))
    elif group is not None and group.roll_fixed_at is not None:
        yield refusals.NotOnRoll(fixed=date_text(group.roll_fixed_at))


def _unchanged(voter: User, cycle: Cycle) -> Iterator[Refusal]:
    """A second ballot is a change; some cycles allow none."""
    group, rules = queries.group_of(cycle), queries.rules_of(cycle)
    if group is None or rules is None or rules.change_until_close:
        return
    if group.roll_fixed_at is not None and queries.times_cast(group, voter):
        yield refusals.AlreadyCast()


@action("budgeting.prepare_voting", label=_("Prepare the vote and fix its roll"))
def prepare_voting(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, once: the roll is drawn and fixed in one act."""
    yield from _officer(actor)
    group, rules = queries.group_of(cycle), queries.rules_of(cycle)
    if group is not None and group.roll_fixed_at is not None:
        yield refusals.RollAlreadyFixed()
    if rules is None or queries.voting_phase(cycle) is None:
        yield refusals.RulesMissing()
    elif rules.minimum_age is not None and rules.minimum_age > 14:
        yield refusals.AgeNotVerifiable(age=rules.minimum_age)


@action("budgeting.close_voting", label=_("Close the vote"))
def close_voting(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, after the voting phase."""
    yield from _officer(actor)
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if group is None or phase is None or group.roll_fixed_at is None:
        yield refusals.VotingNotPrepared()
        return
    if group.closed_at is not None:
        yield refusals.AlreadyClosed()
    elif at < phase.closes_at:
        yield refusals.VotingStillOpen(closes=moment_text(phase.closes_at))


@action("budgeting.ask_reminder", label=_("Be reminded before the vote closes"))
def ask_reminder(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Anybody signed in, until the close; whether they may vote or have voted does not matter and is not asked."""
    if not isinstance(actor, User):
        yield SignInFirst()
    phase = queries.voting_phase(cycle)
    if queries.group_of(cycle) is None or phase is None:
        yield refusals.VotingNotPrepared()
    elif at >= phase.closes_at:
        yield from _when(cycle, at)


def _officer(actor: Any) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, "budget"):
        yield NotAllowed()
