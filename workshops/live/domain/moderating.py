"""Deciding what others see, and putting together what belongs together."""

from collections.abc import Iterable

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import locks
from civic.common.korean import nfc
from workshops.live import actions, refusals
from workshops.live.domain.nudging import regroup_soon
from workshops.live.domain.opening import changed, lock_name
from workshops.live.models import Bundle, Room, Statement
from workshops.live.states import statement_states


def moderate(actor: Actor, statement: Statement, verb: str) -> Statement:
    """Shortlist, show, answer or hide (`states.statement_states`); gives the fresh statement.

    Comes wholly before the room is closed, or finds it closed. Raises RoomClosed, StaleState, NotAllowed.
    """
    with transaction.atomic():
        locks.share(lock_name(statement.room_id))
        statement.room = Room.objects.select_related("workshop").get(pk=statement.room_id)
        actions.moderate.require(actor, statement=statement, verb=verb)
        fresh = statement_states.move(statement, verb)
        changed(statement.room)
        regroup_soon(statement.room_id)
        record(actor, "live.moderate", fresh, state=fresh.state)
    return fresh


def bundle(actor: Actor, room: Room, statements: Iterable[Statement], *, title: str) -> Bundle | None:
    """Put the statements under this title, which is made where it is new; without a title they are in no bundle.

    Raises NothingChosen, RoomClosed, NotAllowed.
    """
    title = " ".join(nfc(title).split())[:60]
    chosen = [one.pk for one in statements]
    with transaction.atomic():
        actions.bundle.require(actor, room=room)
        if not chosen:
            raise refusals.NothingChosen
        found = Bundle.objects.get_or_create(room=room, title=title)[0] if title else None
        Statement.objects.filter(room=room, pk__in=chosen).update(bundle=found)
        Bundle.objects.filter(room=room, statements=None).delete()
        changed(room)
    return found
