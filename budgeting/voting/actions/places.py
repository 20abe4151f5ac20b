"""Voting in person: polling places, codes, and the mark of whoever came."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle
from budgeting.voting import queries, refusals
from budgeting.voting.actions.common import eligible, is_clerk, not_on_paper, offered, officer, when
from budgeting.voting.models import PollingPlace
from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("budgeting.keep_places", label=_("Keep the polling places of a vote"))
def keep_places(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """The budget officer, until the vote is over."""
    yield from officer(actor)
    phase = queries.voting_phase(cycle)
    if phase is not None and at >= phase.closes_at:
        yield from when(cycle, at)


@action("budgeting.get_station_code", label=_("Get a code for voting at a polling place"))
def get_station_code(actor: Actor, *, cycle: Cycle, at: datetime) -> Iterator[Refusal]:
    """Whoever may vote may vote in person, once; also where a ballot cast here could not be changed here."""
    if not isinstance(actor, User):
        yield SignInFirst() if not actor.is_authenticated else NotAllowed()
    yield from when(cycle, at)
    if isinstance(actor, User):
        yield from eligible(actor, cycle)
        yield from not_on_paper(actor, cycle, at)
    if not cycle.places.exists():
        yield refusals.NoPollingPlace()


@action("budgeting.work_at_place", label=_("Work at a polling place"))
def work_at_place(actor: Actor, *, place: PollingPlace) -> Iterator[Refusal]:
    """The polling clerks of the place's district. No other role includes this: not the administrator's, not the platform."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not is_clerk(actor, place):
        yield NotAllowed()


@action("budgeting.mark_in_person", label=_("Mark that somebody votes on paper"))
def mark_in_person(
    actor: Actor, *, place: PollingPlace, at: datetime, channel: str = "paper"
) -> Iterator[Refusal]:
    """A polling clerk of the place, while the vote is open, where the rules offer paper (or, for a device, a kiosk)."""
    yield from work_at_place.rule(actor, place=place)
    yield from when(place.cycle, at)
    yield from offered(place.cycle, channel)


@action("budgeting.be_marked", label=_("Vote on paper"))
def be_marked(actor: Actor, *, cycle: Cycle, clerk: Actor, age_seen: bool | None = None) -> Iterator[Refusal]:
    """Somebody on the roll, once, marked by somebody else; a ballot cast before gives way to the slip. Where the rules ask
    for an age above the declared one, the clerk has seen it on the document (``age_seen``; None: not asked yet)."""
    if actor.pk == clerk.pk:
        yield refusals.NotYourself()
    if age_seen is False and isinstance(actor, User):
        yield from _age_seen(actor, cycle)
    if isinstance(actor, User) and queries.is_marked(cycle.voting, actor):
        yield refusals.AlreadyInPerson()


def _age_seen(voter: User, cycle: Cycle) -> Iterator[Refusal]:
    least = queries.asked_age(cycle)
    if least is not None and not queries.shows_age(voter, least):
        yield refusals.AgeNotSeen(age=least)
