"""Writing a statement or a question."""

from datetime import datetime

from django.db import transaction

from civic.common import locks
from civic.common.constraints import refusing
from civic.common.ids import short_code
from civic.common.korean import nfc
from workshops.domain.recording import RECEIPT_LENGTH
from workshops.live import actions, refusals
from workshops.live.domain.opening import changed, lock_name
from workshops.live.models import TEXT_MAX, Participant, Room, Statement

MOST_OF_A_PHONE, MOST_OF_A_TABLE = 20, 200


def write_statement(
    writer: Participant, *, text: str, at: datetime, kind: str = Statement.Kind.STATEMENT
) -> Statement:
    """Up to 140 characters in one line; others see it at once only where the room is not moderated.

    Raises NotWriting, RoomClosed, StatementWrong, WrittenAlready, EnoughWritten.
    """
    text = " ".join(nfc(text).split())
    with transaction.atomic():
        locks.share(lock_name(writer.room_id))
        room = Room.objects.get(
            pk=writer.room_id
        )  # read under the lock: the phase cannot change before we are done
        actions.write.require(writer, room=room)
        if not 2 <= len(text) <= TEXT_MAX:
            raise refusals.StatementWrong(most=TEXT_MAX)
        most = MOST_OF_A_TABLE if writer.is_table else MOST_OF_A_PHONE
        if Statement.objects.filter(participant=writer).count() >= most:
            raise refusals.EnoughWritten(most=most)
        state = Statement.State.WAITING if room.moderated else Statement.State.SHORTLISTED
        with refusing({"live_statement_once_by_a_phone": refusals.WrittenAlready}):
            statement = Statement.objects.create(
                room=room,
                participant=writer,
                kind=kind,
                text=text,
                state=state,
                receipt=short_code(RECEIPT_LENGTH),
                written_at=at,
            )
        if not room.moderated:
            changed(room)
    return statement
