"""Entering slips: one person reads them all, another reads them all without seeing the first reading."""

from django.db import IntegrityError, models, transaction

from budgeting.voting import actions
from budgeting.voting.ballots import depends_on_district
from budgeting.voting.models import PaperBatch, PollingPlace, SlipReading, SlipRun
from budgeting.voting.refusals import BatchExists, ReadingFinished, SamePerson, SlipNotOfPlace
from budgeting.voting.slips import Marked, normal
from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.clock import database_now
from civic.common.refusals import NotAllowed

First, Second = SlipReading.Reader.FIRST, SlipReading.Reader.SECOND


def begin_batch(actor: Actor, place: PollingPlace, scope: str = "") -> PaperBatch:
    """Open the place's batch (of a district, where papers differ): ``actor`` is its first reader. Raises Refusal."""
    actions.enter_paper.require(actor, place=place, at=database_now())
    if bool(scope) != depends_on_district(place.cycle):
        raise SlipNotOfPlace
    try:
        with transaction.atomic():
            batch = PaperBatch.objects.create(place=place, scope=scope, entered_by=_person(actor))
            record(actor, "voting.batch_begun", batch, place=place.name, scope=scope)
    except IntegrityError:
        raise BatchExists from None
    return batch


def begin_second(actor: Actor, batch: PaperBatch) -> PaperBatch:
    """``actor`` becomes the second reader. Raises SamePerson for the first one, ReadingFinished when there is one."""
    with transaction.atomic():
        batch = locked(batch)
        actions.enter_paper.require(actor, place=batch.place, at=database_now())
        if batch.confirmed_by_id is not None and batch.confirmed_by_id != actor.pk:
            raise ReadingFinished
        batch.confirmed_by = _person(actor)
        try:
            with transaction.atomic():
                batch.save(update_fields=["confirmed_by"])
        except IntegrityError:  # the database's last word: batch_confirmed_by_a_second_person
            raise SamePerson from None
        record(actor, "voting.batch_second_reading", batch)
    return batch


def reader_of(actor: Actor, batch: PaperBatch) -> str:
    """Which reading of the batch is this person's. Raises NotAllowed."""
    if actor.pk is not None and actor.pk == batch.entered_by_id:
        return First
    if actor.pk is not None and actor.pk == batch.confirmed_by_id:
        return Second
    raise NotAllowed


def enter_slip(actor: Actor, batch: PaperBatch, number: int, marked: Marked) -> SlipReading:
    """Write down (or correct) what the reader sees on the slip with this number. Raises Refusal."""
    with transaction.atomic():
        batch = locked(batch)
        reader = _require_reading(actor, batch)
        if not numbers_of(batch).filter(first__lte=number, last__gte=number).exists():
            raise SlipNotOfPlace
        reading, _created = SlipReading.objects.update_or_create(
            batch=batch,
            reader=reader,
            number=number,
            defaults={"fate": marked.fate, "choices": normal(marked.choices)},
        )
    return reading


def drop_slip(actor: Actor, batch: PaperBatch, number: int) -> None:
    """Take a slip out of one's own unfinished reading (its number was mistyped). Raises Refusal."""
    with transaction.atomic():
        batch = locked(batch)
        reader = _require_reading(actor, batch)
        SlipReading.objects.filter(batch=batch, reader=reader, number=number).delete()


def finish_reading(actor: Actor, batch: PaperBatch) -> PaperBatch:
    """The reader has read every slip; from here on their reading does not change. Raises Refusal."""
    with transaction.atomic():
        batch = locked(batch)
        reader = _require_reading(actor, batch)
        field = "entered_at" if reader == First else "confirmed_at"
        setattr(batch, field, database_now())
        batch.save(update_fields=[field])
        slips = batch.readings.filter(reader=reader).count()
        record(actor, "voting.batch_read", batch, reading=str(reader), slips=slips)
    return batch


def read_again(actor: Actor, batch: PaperBatch, *, reading: str, reason: str) -> PaperBatch:
    """Begin a reading ("first", "second", or "both" once both are finished) anew: ``actor`` reads in its reader's place, and
    what was entered in it is thrown away, and what a third person decided on it. Raises Refusal.

    Without it the count would wait for good for somebody who fell ill, or for slips that both readers forgot.
    """
    with transaction.atomic():
        batch = locked(batch)
        actions.read_paper_again.require(
            actor, batch=batch, reading=reading, reason=reason, at=database_now()
        )
        gone = [reading] if reading in (First, Second) else [First, Second]
        if First in gone:
            batch.entered_by, batch.entered_at = _person(actor), None
        if Second in gone:
            batch.confirmed_by, batch.confirmed_at = (_person(actor) if gone == [Second] else None), None
        batch.resolved_by = None
        batch.save()  # first: the readings of a finished reader do not change
        batch.readings.filter(reader__in=[*gone, SlipReading.Reader.FINAL]).delete()
        record(actor, "voting.batch_read_again", batch, reading=reading, reason=reason.strip())
    return batch


def locked(batch: PaperBatch) -> PaperBatch:
    """The batch as it is now, held until the transaction ends."""
    rows = PaperBatch.objects.select_for_update(of=("self",)).select_related(
        "place__cycle__process", "place__cycle__voting", "place__cycle__rules"
    )
    return rows.get(pk=batch.pk)


def numbers_of(batch: PaperBatch) -> models.QuerySet[SlipRun]:
    """The runs of numbers that slips of this batch can have."""
    return SlipRun.objects.filter(place=batch.place_id, scope=batch.scope)


def _require_reading(actor: Actor, batch: PaperBatch) -> str:
    actions.enter_paper.require(actor, place=batch.place, at=database_now())
    reader = reader_of(actor, batch)
    if (batch.entered_at if reader == First else batch.confirmed_at) is not None:
        raise ReadingFinished
    return reader


def _person(actor: Actor) -> User:
    found = person(actor)
    if found is None:
        raise NotAllowed
    return found
