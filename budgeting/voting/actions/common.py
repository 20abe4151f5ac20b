"""What the rules of several acts share: when people vote, who may, who runs the vote."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _now

from budgeting.cycles.models import Cycle, RuleSet
from budgeting.voting import queries, refusals
from budgeting.voting.models import PollingPlace
from civic.accounts.actors import Actor, holds, roles_of
from civic.accounts.models import Residency, Role, User
from civic.common.dates import date_text, moment_text
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


def when(cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Reasons of time: what everybody is told alike."""
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if phase is not None and at < phase.opens_at:
        yield refusals.VotingNotOpen(opens=moment_text(phase.opens_at))
    elif phase is not None and (at >= phase.closes_at or (group is not None and group.closed_at is not None)):
        due = queries.result_at(cycle)
        yield refusals.VotingClosed(result=date_text(due) if due else _now("after the count"))
    elif phase is None or group is None or group.roll_fixed_at is None:
        yield refusals.VotingNotPrepared()


def offered(cycle: Cycle, channel: str) -> Iterator[Refusal]:
    """The rules of the cycle name the ways in which people vote."""
    rules = queries.rules_of(cycle)
    if rules is not None and channel not in rules.channels:
        yield refusals.ChannelNotOffered(
            channels=", ".join(str(RuleSet.Channel(one).label) for one in rules.channels)
        )


def eligible(voter: User, cycle: Cycle) -> Iterator[Refusal]:
    """Whoever stands on the roll; before it is fixed, whoever would come on it."""
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


def not_on_paper(voter: User, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Whoever voted on paper cannot vote here any more: the slip lies in the box, nobody can take it out."""
    group, phase = queries.group_of(cycle), queries.voting_phase(cycle)
    if group is None or group.roll_fixed_at is None or phase is None or not phase.is_open(at):
        return
    if queries.is_marked(group, voter):
        yield refusals.VotedInPerson()


def officer(actor: Any) -> Iterator[Refusal]:
    """The budget officer holds the vote."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, "budget"):
        yield NotAllowed()


def is_clerk(actor: Actor, place: PollingPlace) -> bool:
    """By the role itself: ``holds`` would let administrators in, who appoint clerks and must not be them."""
    return any(
        role.kind == Role.Kind.STATION and role.area_id in (None, place.area_id) for role in roles_of(actor)
    )
