"""Closing a batch: only when both readings agree (or were decided) and the slips are as many as the people marked."""

from collections.abc import Iterator
from uuid import UUID, uuid5

from django.db import transaction

from budgeting.voting import actions, keys, queries, sealing, slips
from budgeting.voting.ballots import paper, taken_off_numbers
from budgeting.voting.domain.entering import locked
from budgeting.voting.domain.ledgering import append_paper_batch
from budgeting.voting.domain.marking import marks_at
from budgeting.voting.domain.opened import OpenedRow
from budgeting.voting.models import PaperBatch, VotingGroup
from budgeting.voting.refusals import PaperNotClosed, SlipsAreNotMarks, StillDifferent
from budgeting.voting.sealing import Opening
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.clock import database_now


def close_batch(actor: Actor, batch: PaperBatch, *, scans_sha256: str = "", note: str = "") -> PaperBatch:
    """Close the batch: its slips' commitments go into the public ledger, and nothing of it changes any more.

    Raises Refusal: those of the action, StillDifferent, SlipsAreNotMarks.
    """
    with transaction.atomic():
        batch = locked(batch)
        at = database_now()
        actions.close_paper.require(actor, batch=batch, at=at)
        readings = list(batch.readings.all())
        if any(one.final is None for one in slips.differences(readings)):
            raise StillDifferent
        read = slips.agreed(readings)
        found = sum(one.fate in slips.HANDED_OUT for one in read.values())
        marks = marks_at(batch.place, batch.scope)
        if found != marks:
            raise SlipsAreNotMarks(slips=found, marks=marks)
        mine, gone = paper(batch.place.cycle, batch.scope or None), taken_off_numbers(batch.place.cycle)
        batch.counted = {
            str(number): slips.counted(mine, marked, gone)
            for number, marked in read.items()
            if marked.fate in slips.IN_THE_BOX
        }
        batch.rejected = [
            {"slip": one.number, "envelope": one.envelope.key, "reason": one.reason}
            for one in slips.rejections(mine, read, gone)
        ]
        openings = list(openings_of(batch))
        batch.slips = len(openings)
        batch.scans_sha256, batch.note = scans_sha256, note
        batch.closed_by, batch.closed_at = person(actor), at
        batch.save()
        record(
            actor,
            "voting.batch_closed",
            batch,
            place=batch.place.name,
            scope=batch.scope,
            slips=batch.slips,
            scans_sha256=scans_sha256,
            note=note,
        )
        append_paper_batch(batch.place.cycle.voting, _name(batch), [one.commitment for one in openings])
    return batch


def openings_of(batch: PaperBatch) -> Iterator[Opening]:
    """The counted slips of a batch as openings: what a web ballot becomes after the close, a slip is from the beginning.

    The nonce is drawn from the key of the vote and the slip's number, so that the commitment tells nothing before it is
    opened, and opening it a second time gives the same.
    """
    group: VotingGroup = batch.place.cycle.voting
    key = keys.hmac_key(group.pk)
    for number, (choices, points) in batch.counted.items():
        nonce = sealing.nonce(key, b"paper", _slip_id(group.pk, batch.pk, number))
        yield Opening(nonce, sealing.canonical(choices, batch.scope, points))


def paper_rows(group: VotingGroup) -> list[OpenedRow]:
    """Every slip of the vote, to be written among the opened ballots. Raises PaperNotClosed."""
    waiting = queries.unfinished_paper(group)
    if waiting:
        raise PaperNotClosed(places=", ".join(waiting))
    batches = PaperBatch.objects.filter(place__cycle=group.cycle_id).select_related("place__cycle__voting")
    return [
        OpenedRow(one.commitment, one.nonce, one.content, "paper")
        for batch in batches
        for one in openings_of(batch)
    ]


def _name(batch: PaperBatch) -> str:
    return f"{batch.place.name} {batch.scope}".strip()


def _slip_id(group: UUID, batch: int, number: str) -> UUID:
    return uuid5(group, f"slip|{batch}|{number}")
