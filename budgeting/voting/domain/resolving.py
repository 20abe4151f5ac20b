"""Where two readings differ, a third person looks at the slip and decides."""

from django.db import IntegrityError, transaction

from budgeting.voting import actions, slips
from budgeting.voting.domain.entering import locked
from budgeting.voting.models import PaperBatch, SlipReading
from budgeting.voting.refusals import NothingToResolve, ThirdPerson
from budgeting.voting.slips import Marked
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.clock import database_now


def resolve_slip(actor: Actor, batch: PaperBatch, number: int, marked: Marked) -> SlipReading:
    """Decide what stands on a slip that was read in two ways. Raises Refusal (ThirdPerson for the two readers)."""
    with transaction.atomic():
        batch = locked(batch)
        actions.resolve_paper.require(actor, batch=batch, at=database_now())
        if number not in {one.number for one in slips.differences(batch.readings.all())}:
            raise NothingToResolve
        batch.resolved_by = person(actor)
        try:
            with transaction.atomic():
                batch.save(update_fields=["resolved_by"])
        except IntegrityError:  # the database's last word: batch_resolved_by_a_third_person
            raise ThirdPerson from None
        decided, _created = SlipReading.objects.update_or_create(
            batch=batch,
            reader=SlipReading.Reader.FINAL,
            number=number,
            defaults={"fate": marked.fate, "choices": slips.normal(marked.choices)},
        )
        record(actor, "voting.slip_decided", batch, slip=number)
    return decided
