"""Joining a room with a phone, or as the recorder of a table."""

import secrets
from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.common import locks
from civic.common.constraints import refusing
from civic.common.korean import nfc
from workshops.live import actions, refusals
from workshops.live.domain.opening import lock_name
from workshops.live.models import HEADS_MAX, Participant, Room

MOST = (
    2000  # devices in a room: far more than a hall holds, few enough that nobody fills the table by a program
)


def join(room: Room, *, at: datetime, table: str = "", heads: int = 1) -> Participant:
    """A new participant, whose ``key`` goes into the device's cookie. With ``table`` the device records for a table.

    ``heads`` is how many people sit there (1 to 30). A table that the facilitator has freed is taken over with what was
    entered. Raises RoomClosed, RoomFull, TableTaken.
    """
    key, table = secrets.token_hex(16), nfc(table).strip()[:20]
    with transaction.atomic():
        locks.share(lock_name(room.pk))
        room.refresh_from_db()
        actions.join.require(None, room=room)
        if table:
            return _table(room, table, min(max(heads, 1), HEADS_MAX), key, at)
        if Participant.objects.filter(room=room).count() >= MOST:
            raise refusals.RoomFull(most=MOST)
        return Participant.objects.create(room=room, key=key, joined_at=at)


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
