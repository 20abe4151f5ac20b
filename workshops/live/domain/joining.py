"""Joining a room with a phone, or as the recorder of a table."""

import secrets
from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.common import locks
from civic.common.constraints import refusing
from civic.common.korean import nfc
from workshops.domain.attending import find_by_code
from workshops.live import actions, refusals
from workshops.live.domain.opening import lock_name
from workshops.live.models import HEADS_MAX, Participant, Room
from workshops.refusals import NotRegistered

MOST = (
    2000  # devices in a room: far more than a hall holds, few enough that nobody fills the table by a program
)


def join(
    room: Room,
    *,
    at: datetime,
    table: str = "",
    heads: int = 1,
    by: Actor | None = None,
    passed: bool = False,
) -> Participant:
    """A new participant, whose ``key`` goes into the device's cookie. With ``table`` the device records for a table.

    ``heads`` is how many people sit there (1 to 30). A table that the facilitator has freed is taken over with what was
    entered. Into the room of a private workshop come an account that may see it (``by``) and a device that has shown a
    code (``passed``, see `shown`). Raises RoomPrivate, RoomClosed, RoomFull, TableTaken.
    """
    key, table = secrets.token_hex(16), nfc(table).strip()[:20]
    with transaction.atomic():
        locks.share(lock_name(room.pk))
        room.refresh_from_db()
        actions.join.require(by, room=room, passed=passed)
        if table:
            return _table(room, table, min(max(heads, 1), HEADS_MAX), key, at)
        if Participant.objects.filter(room=room).count() >= MOST:
            raise refusals.RoomFull(most=MOST)
        return Participant.objects.create(room=room, key=key, joined_at=at)


def shown(room: Room, typed: str) -> None:
    """Somebody shows the code of their registration for the workshop of this room. Raises UnknownCode, NotRegistered.

    What comes of it is a mark on the device: which code it was is not kept, so that nobody learns who wrote what.
    """
    if find_by_code(room.workshop, typed).cancelled_at is not None:
        raise NotRegistered


def _table(room: Room, table: str, heads: int, key: str, at: datetime) -> Participant:
    freed = Participant.objects.filter(room=room, table=table, key="")
    if freed.update(key=key, heads=heads):
        return Participant.objects.get(room=room, table=table)
    with refusing({"live_table_once": refusals.TableTaken}):
        return Participant.objects.create(room=room, key=key, table=table, heads=heads, joined_at=at)


def free_table(actor: Actor, table: Participant) -> None:
    """The recorder's device is out; another may take the table over. Raises RoomClosed, NotAllowed."""
    with transaction.atomic():
        actions.free_table.require(actor, table=table)
        Participant.objects.filter(pk=table.pk).exclude(table="").update(key="")
