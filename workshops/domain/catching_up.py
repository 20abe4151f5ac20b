"""What was done at the door without a network and arrives later: check-ins, those taken back, walk-ins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from civic.accounts.actors import Actor
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from workshops.domain.attending import admit_walk_in, check_in, find_by_code, undo_check_in
from workshops.models import Registration, Workshop
from workshops.refusals import AlreadyRegistered, NotCheckedIn
from workshops.rules import door_opens_at

MOST = 500  # of each kind in one delivery


@dataclass(frozen=True)
class Kept:
    """One check-in as the device kept it."""

    code: str
    at: datetime


@dataclass(frozen=True)
class Undone:
    """A check-in that was taken back: the one of this moment, and no later one."""

    code: str
    since: datetime


@dataclass(frozen=True)
class WalkIn:
    """Somebody who was let in without a registration; the device gives them a key, so that they come in once."""

    key: UUID
    name: str
    at: datetime


@dataclass(frozen=True)
class Told:
    """The answer to each, by code or key: "in", "undone", "already", or the code of the refusal. ``since`` says from when on
    those are here for whom the device told another moment than was written: they are taken back by the written one."""

    checkins: dict[str, str]
    undone: dict[str, str]
    walkins: dict[str, str]
    since: dict[str, datetime] = field(default_factory=dict)


def catch_up(
    actor: Actor,
    workshop: Workshop,
    kept: Sequence[Kept] = (),
    undone: Sequence[Undone] = (),
    walkins: Sequence[WalkIn] = (),
    *,
    at: datetime,
) -> Told:
    """Write what a device kept, and say what became of each.

    Each counts from the moment at which the person stood at the door, never from the future, and never from before the door
    was open: the clock of a device may be wrong, the person was there. Delivered twice, or by two
    devices, it is written once. What is taken back comes first: a device forgets a check-in that it takes back before it
    was delivered. Raises NotAllowed and SignInFirst, so that a device keeps its list until somebody who may has signed in.
    """
    since: dict[str, datetime] = {}
    return Told(
        undone={one.code: _answer(partial(_undo, actor, workshop, one, at)) for one in undone},
        checkins={one.code: _answer(partial(_check_in, actor, workshop, one, at, since)) for one in kept},
        since=since,
        walkins={str(one.key): _answer(partial(_let_in, actor, workshop, one, at)) for one in walkins},
    )


def _answer(write: Callable[[], str]) -> str:
    try:
        return write()
    except (NotAllowed, SignInFirst):
        raise
    except Refusal as no:
        return no.code


def _moment(workshop: Workshop, told: datetime, at: datetime) -> datetime:
    """When it was, as far as the clock of the device can be believed."""
    opens_at = door_opens_at(workshop.starts_at)
    return min(told, at) if told >= opens_at else min(opens_at, at)


def _check_in(actor: Actor, workshop: Workshop, one: Kept, at: datetime, since: dict[str, datetime]) -> str:
    done = check_in(actor, find_by_code(workshop, one.code), at=_moment(workshop, one.at, at))
    if not done.first:
        return "already"
    if done.since != one.at:
        since[one.code] = done.since
    return "in"


def _undo(actor: Actor, workshop: Workshop, one: Undone, at: datetime) -> str:
    try:
        undo_check_in(actor, find_by_code(workshop, one.code), at=at, since=one.since)
    except NotCheckedIn:
        return "already"  # taken back before, or it is somebody else's check-in that counts
    return "undone"


def _let_in(actor: Actor, workshop: Workshop, one: WalkIn, at: datetime) -> str:
    if Registration.objects.filter(device_key=one.key).exists():
        return "already"
    try:
        admit_walk_in(actor, workshop, name=one.name, at=_moment(workshop, one.at, at), device_key=one.key)
    except AlreadyRegistered:
        return "already"  # another delivery of the same came first
    return "in"
