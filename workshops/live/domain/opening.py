"""Opening a live room, and leading it from phase to phase."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.constraints import refusing
from civic.common.korean import nfc
from workshops.live import actions, refusals
from workshops.live.domain.nudging import regroup_soon
from workshops.live.models import TEXT_MAX, Room
from workshops.live.states import room_phases
from workshops.models import Workshop


def lock_name(room_id: int) -> str:
    """Shared by whoever writes or answers, held alone by whoever moves the room."""
    return f"live.room.{room_id}"


def open_room(
    actor: Actor,
    workshop: Workshop,
    *,
    question: str,
    at: datetime,
    question_en: str = "",
    moderated: bool = True,
) -> Room:
    """A room in its writing phase, with a code. Raises NotToday, RoomOpenAlready, NotAllowed."""
    once = refusing({"live_room_workshop_id_key": refusals.RoomOpenAlready})
    with transaction.atomic():
        actions.open_room.require(actor, workshop=workshop, at=at)
        with once:
            room = Room.objects.create(
                workshop=workshop,
                question=nfc(question).strip()[:TEXT_MAX],
                question_en=nfc(question_en).strip()[:TEXT_MAX],
                moderated=moderated,
                opened_at=at,
            )
        record(actor, "live.open_room", room)
    return room


def move_room(actor: Actor, room: Room, verb: str, *, at: datetime) -> Room:
    """Write, group, choose or close (`states.room_phases`); gives the fresh room. Raises RoomClosed, StaleState.

    Waits for those who are writing or answering at this moment, and none of them comes after it: what was sent is
    in, or refused. (Race: tests/workshops/live/test_races.py.)
    """
    with transaction.atomic():
        locks.exclude(lock_name(room.pk))
        fresh = Room.objects.select_related("workshop").get(pk=room.pk)
        actions.move_room.require(actor, room=fresh, verb=verb)
        times = {"closed_at": at} if verb == "close" else {}
        room_phases.move(fresh, verb, field="phase", **times)
        changed(fresh)
        regroup_soon(fresh.pk, at_once=fresh.is_closed)
        record(actor, "live.move_room", fresh, phase=fresh.phase)
    return fresh


def changed(room: Room) -> None:
    """Tell every phone that there is something new."""
    Room.objects.filter(pk=room.pk).update(version=F("version") + 1)
    room.refresh_from_db(fields=["version"])
