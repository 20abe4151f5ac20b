"""Every thing that somebody may do in a live room, with its rule. Who takes part is a device, not a person."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst, StaleState
from workshops.live import refusals
from workshops.live.models import Participant, Room, Statement
from workshops.live.states import is_past, room_phases, statement_states
from workshops.models import Workshop
from workshops.refusals import NotBegun
from workshops.rules import door_opens_at

State = Workshop.State


def _hosting(actor: Actor, workshop: Workshop) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.HOST, area=workshop.area_id):
        yield NotAllowed()


@action("live.open_room", label=_("Open a live room"))
def open_room(actor: Actor, *, workshop: Workshop, at: datetime) -> Iterator[Refusal]:
    """A host of the workshop, once, from its day until its record is published."""
    yield from _hosting(actor, workshop)
    if workshop.state not in (State.ANNOUNCED, State.HELD):
        yield StaleState(state=workshop.state)
    if at < door_opens_at(workshop.starts_at):
        yield refusals.NotToday()
    if Room.objects.filter(workshop=workshop).exists():
        yield refusals.RoomOpenAlready()


@action("live.move_room", label=_("Lead a live room to its next phase"))
def move_room(actor: Actor, *, room: Room, verb: str) -> Iterator[Refusal]:
    """A host: write, group and choose in any order; a room that is closed stays closed."""
    yield from _hosting(actor, room.workshop)
    if room.is_closed:
        yield refusals.RoomClosed()
    if verb not in room_phases.transitions or not room_phases.allows(verb, room.phase):
        yield StaleState(state=room.phase, verb=verb)


@action("live.moderate", label=_("Show or hide a statement"))
def moderate(actor: Actor, *, statement: Statement, verb: str) -> Iterator[Refusal]:
    """A host decides what others see: admit, show on the screen until the room is closed, mark as answered, hide."""
    yield from _hosting(actor, statement.room.workshop)
    if is_past(statement.room, verb):
        yield refusals.RoomClosed()
    if statement.opinion_id is not None:
        yield StaleState(state=statement.state)
    if verb not in statement_states.transitions or not statement_states.allows(verb, statement.state):
        yield StaleState(state=statement.state, verb=verb)


@action("live.bundle", label=_("Group statements"))
def bundle(actor: Actor, *, room: Room) -> Iterator[Refusal]:
    """A host puts statements that belong together under one title, until the room is closed."""
    yield from _hosting(actor, room.workshop)
    if room.is_closed:
        yield refusals.RoomClosed()


@action("live.free_table", label=_("Free a table for another device"))
def free_table(actor: Actor, *, table: Participant) -> Iterator[Refusal]:
    """A host, when the recorder's device has changed: what was entered stays the table's."""
    yield from _hosting(actor, table.room.workshop)
    if table.room.is_closed:
        yield refusals.RoomClosed()


@action("live.record_statements", label=_("Record chosen statements as opinions"))
def record_statements(actor: Actor, *, room: Room) -> Iterator[Refusal]:
    """A host, after the room was closed and until the record is published."""
    yield from _hosting(actor, room.workshop)
    if not room.is_closed:
        yield refusals.RoomNotClosed()
    if room.workshop.state == State.ANNOUNCED:
        yield NotBegun()
    if room.workshop.state != State.HELD:
        yield StaleState(state=room.workshop.state)


@action("live.come_in", label=_("Look into a live room"))
def come_in(actor: Actor | None, *, room: Room, passed: bool = False) -> Iterator[Refusal]:
    """Whoever has the room's code; into the room of a private workshop staff, whoever is invited or registered, and a
    device that has shown the code of a registration (``passed``)."""
    if passed or room.workshop.access != Workshop.Access.PRIVATE:
        return
    if not Workshop.objects.visible_to(actor).filter(pk=room.workshop_id).exists():
        yield refusals.RoomPrivate()


@action("live.join", label=_("Join a live room"))
def join(actor: Actor | None, *, room: Room, passed: bool = False) -> Iterator[Refusal]:
    """Any device that may look into it, until the room is closed."""
    yield from come_in.rule(actor, room=room, passed=passed)
    if room.is_closed:
        yield refusals.RoomClosed()


@action("live.write", label=_("Write a statement"))
def write(actor: Participant, *, room: Room) -> Iterator[Refusal]:
    """A device that joined, in the writing phase."""
    if room.is_closed:
        yield refusals.RoomClosed()
    if room.phase != Room.Phase.WRITE:
        yield refusals.NotWriting()


@action("live.answer", label=_("Answer a statement"))
def answer(actor: Participant, *, room: Room, statement: Statement) -> Iterator[Refusal]:
    """A device that joined: admitted statements of others in the choosing phase, questions until the room is closed."""
    if room.is_closed:
        yield refusals.RoomClosed()
    if not statement.is_question and room.phase != Room.Phase.CHOOSE:
        yield refusals.NotAnswering()
    if statement.room_id != actor.room_id or statement.state not in Statement.ADMITTED:
        yield refusals.NotShown()
    if statement.participant_id == actor.pk:
        yield refusals.OwnStatement()
