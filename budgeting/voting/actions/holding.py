"""Holding a vote: preparing and closing it, and its key with the trustees."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle
from budgeting.voting import queries, refusals
from budgeting.voting.actions.common import officer
from budgeting.voting.models.trustees import TRUSTEES
from budgeting.voting.trustees import fits, key_is_away
from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.dates import moment_text
from civic.common.refusals import Refusal


@action("budgeting.prepare_voting", label=_("Prepare the vote and fix its roll"))
def prepare_voting(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, once, before the vote is over: the roll is drawn and fixed in one act."""
    yield from officer(actor)
    group, rules = queries.group_of(cycle), queries.rules_of(cycle)
    if group is not None and group.roll_fixed_at is not None:
        yield refusals.RollAlreadyFixed()
    phase = queries.voting_phase(cycle)
    if rules is None or phase is None:
        yield refusals.RulesMissing()
    elif phase.closes_at <= at:
        yield refusals.TooLateToPrepare()


@action("budgeting.name_trustees", label=_("Name the trustees of a vote"))
def name_trustees(
    actor: Actor, *, cycle: Cycle, named: Sequence[tuple[str, bytes]] | None = None
) -> Iterator[Refusal]:
    """The budget officer, before the keys are made: three with a name and a key each, or none. ``named`` None: not typed yet."""
    yield from officer(actor)
    if queries.group_of(cycle) is not None:
        yield refusals.KeysMade()
    if named is None or not named:
        return
    distinct = {key for name, key in named if name.strip() and len(key) == 32}
    if len(named) != TRUSTEES or len(distinct) != TRUSTEES:
        yield refusals.TrusteesUnfit()


@action("budgeting.hand_in_key", label=_("Hand in the key of the trustees"))
def hand_in_key(actor: Actor, *, cycle: Cycle, private: bytes | None = None) -> Iterator[Refusal]:
    """The budget officer types what two trustees opened together, after the close. ``private`` None: not typed yet."""
    yield from officer(actor)
    group = queries.group_of(cycle)
    if group is None or not key_is_away(group):
        yield refusals.KeyNotAway()
        return
    if group.closed_at is None:
        yield refusals.KeyTooEarly()
    if private is not None and not fits(group, private):
        yield refusals.KeyDoesNotFit()


@action("budgeting.close_voting", label=_("Close the vote"))
def close_voting(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, after the voting phase."""
    yield from officer(actor)
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if group is None or phase is None or group.roll_fixed_at is None:
        yield refusals.VotingNotPrepared()
        return
    if group.closed_at is not None:
        yield refusals.AlreadyClosed()
    elif at < phase.closes_at:
        yield refusals.VotingStillOpen(closes=moment_text(phase.closes_at))
