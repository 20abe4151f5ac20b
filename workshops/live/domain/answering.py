"""Answering a statement: one answer a participant, in or refused."""

from django.db import transaction

from civic.common import locks
from civic.common.constraints import refusing
from workshops.live import actions, refusals
from workshops.live.domain.nudging import regroup_soon
from workshops.live.domain.opening import lock_name
from workshops.live.models import Answer, Participant, Room, Statement

AGREE, DISAGREE, UNSURE = "agree", "disagree", "unsure"
KINDS = (AGREE, DISAGREE, UNSURE)


def answer(who: Participant, statement: Statement, given: str) -> Answer:
    """A phone's one answer: "agree", "disagree" or "unsure". To a question there is only "agree": I ask that too.

    Raises AnsweredAlready, NotAnswering, NotShown, OwnStatement, RoomClosed, WrongHeadCount (for a table).
    """
    if given not in KINDS:
        raise refusals.NotShown
    return answer_by_heads(who, statement, **{given: 1})


def answer_by_heads(
    who: Participant, statement: Statement, *, agree: int = 0, disagree: int = 0, unsure: int = 0
) -> Answer:
    """A table's answer by head counts; a phone is a table of one. Raises what `answer` raises."""
    with transaction.atomic():
        locks.share(lock_name(who.room_id))
        room = Room.objects.get(
            pk=who.room_id
        )  # read under the lock: the phase cannot change before we are done
        fresh = Statement.objects.get(pk=statement.pk)
        actions.answer.require(who, room=room, statement=fresh)
        if fresh.is_question:
            disagree = unsure = 0
        if min(agree, disagree, unsure) < 0 or not 1 <= agree + disagree + unsure <= who.heads:
            raise refusals.WrongHeadCount(heads=who.heads)
        with refusing({"live_answer_once": refusals.AnsweredAlready}):
            given = Answer.objects.create(
                statement=fresh, participant=who, agree=agree, disagree=disagree, unsure=unsure
            )
        if not who.is_table:
            regroup_soon(room.pk)
    return given


def take_back(who: Participant, statement: Statement) -> bool:
    """A slip of the finger is undone while the answer could still be given; says whether there was one.

    Raises RoomClosed, NotAnswering, NotShown.
    """
    with transaction.atomic():
        locks.share(lock_name(who.room_id))
        room = Room.objects.get(pk=who.room_id)
        fresh = Statement.objects.get(pk=statement.pk)
        actions.answer.require(who, room=room, statement=fresh)
        gone, _each = Answer.objects.filter(statement=fresh, participant=who).delete()
        regroup_soon(room.pk)
    return bool(gone)
