"""Taking what a closed room has said into the record of its workshop."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from workshops.domain.mapping import map_opinions
from workshops.domain.recording import record_opinion
from workshops.domain.seating import locked_by_key
from workshops.live import actions, refusals
from workshops.live.models import Answer, Room, Statement
from workshops.models import Opinion, StatementVote, Workshop

VALUES = (("agree", 1), ("disagree", -1), ("unsure", 0))


def record_statements(
    actor: Actor, room: Room, statements: Iterable[Statement], *, at: datetime
) -> list[Opinion]:
    """Each chosen statement becomes an opinion of the workshop, with its receipt, its table and its answers; gives them.

    A statement that was recorded before is passed over, so that pressing twice records once. The opinion map is drawn
    anew. Raises NothingChosen, RoomNotClosed, NotBegun, StaleState.
    """
    chosen = [one.pk for one in statements]
    with transaction.atomic():
        # Two clerks, one room: the second waits here and finds nothing left to record.
        workshop = locked_by_key(room.workshop_id)
        fresh = Room.objects.select_related("workshop").get(pk=room.pk)
        actions.record_statements.require(actor, room=fresh)
        if not chosen:
            raise refusals.NothingChosen
        left = Statement.objects.filter(room=fresh, pk__in=chosen, opinion=None).select_related("participant")
        opinions = [_recorded(actor, workshop, one, at) for one in left.order_by("pk")]
        map_opinions(workshop, at=at)
        record(actor, "live.record_statements", fresh, opinions=len(opinions))
    return opinions


def _recorded(actor: Actor, workshop: Workshop, statement: Statement, at: datetime) -> Opinion:
    opinion = record_opinion(
        actor,
        workshop,
        text=statement.text,
        table=statement.participant.table,
        at=at,
        receipt=statement.receipt,
    )
    Statement.objects.filter(pk=statement.pk).update(opinion=opinion)
    answers = (
        Answer.objects.filter(statement=statement)
        .select_related("participant")
        .order_by("participant__alias")
    )
    StatementVote.objects.bulk_create(vote for answer in answers for vote in _votes(opinion, answer))
    return opinion


def _votes(opinion: Opinion, answer: Answer) -> Iterable[StatementVote]:
    """A phone's vote under its alias; a table's votes one a head, under names that the opinion map leaves out: a head
    count does not say who agreed with what together."""
    who = answer.participant
    if not who.is_table:
        value = next(value for kind, value in VALUES if getattr(answer, kind))
        yield StatementVote(opinion=opinion, participant=f"room:{who.alias.hex}", value=value)
        return
    values = [value for kind, value in VALUES for _head in range(getattr(answer, kind))]
    for head, value in enumerate(values, start=1):
        yield StatementVote(
            opinion=opinion, participant=f"{StatementVote.TABLE}{who.alias.hex[:24]}:{head}", value=value
        )
