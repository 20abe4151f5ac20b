"""Casting a ballot, and being reminded of it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle, RuleSet
from budgeting.voting import queries, refusals
from budgeting.voting.actions.common import eligible, not_on_paper, offered, when
from civic.accounts.actors import Actor, System
from civic.accounts.models import User
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("budgeting.cast_ballot", label=_("Cast a ballot"))
def cast_ballot(actor: Actor, *, cycle: Cycle, at: datetime, channel: str = "web") -> Iterator[Refusal]:
    """Somebody on the roll may vote, for themselves only, from the opening to the close of the voting phase."""
    if isinstance(actor, System):
        yield NotAllowed()
        return
    if not isinstance(actor, User):
        yield SignInFirst()
    yield from when(cycle, at)
    yield from offered(cycle, channel)
    if isinstance(actor, User):
        yield from eligible(actor, cycle)
        yield from _of_age(actor, cycle, channel)
        yield from not_on_paper(actor, cycle, at)
        yield from _unchanged(actor, cycle)


def _of_age(voter: User, cycle: Cycle, channel: str) -> Iterator[Refusal]:
    """Above the age that everybody declares, a statement is asked for, whenever it comes: the roll is fixed without it, so
    that nobody is shut out who brings it while the vote runs."""
    least = queries.asked_age(cycle)
    if least is not None and not queries.shows_age(voter, least):
        yield AGE_NOT_SHOWN[channel == RuleSet.Channel.KIOSK, queries.offers_paper(cycle)](age=least)


#: What is said to somebody whose age nobody has shown, by (on the device of a polling place, slips are offered).
AGE_NOT_SHOWN = {
    (False, False): refusals.AgeNotShown,
    (False, True): refusals.AgeNotShownPaper,
    (True, False): refusals.AgeNotShownKiosk,
    (True, True): refusals.AgeNotShownKioskPaper,
}


def _unchanged(voter: User, cycle: Cycle) -> Iterator[Refusal]:
    """A second ballot is a change; some cycles allow none."""
    group, rules = queries.group_of(cycle), queries.rules_of(cycle)
    if group is None or rules is None or rules.change_until_close:
        return
    if group.roll_fixed_at is not None and queries.times_cast(group, voter):
        yield refusals.AlreadyCast()


@action("budgeting.ask_reminder", label=_("Be reminded before the vote closes"))
def ask_reminder(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Anybody signed in, until the close; whether they may vote or have voted does not matter and is not asked."""
    if not isinstance(actor, User):
        yield SignInFirst()
    phase = queries.voting_phase(cycle)
    if queries.group_of(cycle) is None or phase is None:
        yield refusals.VotingNotPrepared()
    elif at >= phase.closes_at:
        yield from when(cycle, at)
