"""Holding the workshop, writing down what was said, and publishing the record."""

from datetime import datetime

from django.db import IntegrityError, transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.ids import short_code
from civic.common.korean import nfc
from civic.notifications.domain.notifying import notify
from workshops import actions, refusals
from workshops.domain import outcomes
from workshops.domain.following_up import owe_reports
from workshops.domain.seating import locked
from workshops.models import Opinion, Registration, Workshop
from workshops.states import workshop_states

RECEIPT_LENGTH = 8  # 30 ** 8 = 656 thousand million codes: nobody finds somebody else's by trying
TEXT_MAX = 1000
CODE_TRIES = 5


def hold_workshop(actor: Actor, workshop: Workshop, *, at: datetime) -> Workshop:
    """It takes place: opinions can be recorded. Raises NotBegun, StaleState."""
    with transaction.atomic():
        actions.hold.require(actor, workshop=workshop, at=at)
        fresh = workshop_states.move(workshop, "hold")
        record(actor, "workshops.hold", fresh)
    return fresh


def record_opinion(
    actor: Actor,
    workshop: Workshop,
    *,
    text: str,
    at: datetime,
    table: str = "",
    text_en: str = "",
    speaker: Registration | None = None,
    receipt: str = "",
) -> Opinion:
    """Write down one opinion (1 to 1,000 characters). ``speaker`` is a registration of this workshop, or None.

    The receipt code is what an anonymous speaker takes home; a new one unless the speaker has it already.

    Raises OpinionTooLong, SpeakerNotRegistered, NotBegun.
    """
    text = nfc(text).strip()
    with transaction.atomic():
        # Shared with publishing: an opinion is either in the published record or refused, never lost between the two.
        fresh = locked(workshop)
        actions.record_opinion.require(actor, workshop=fresh)
        if not 1 <= len(text) <= TEXT_MAX:
            raise refusals.OpinionTooLong
        if speaker is not None and (speaker.workshop_id != fresh.pk or speaker.cancelled_at is not None):
            raise refusals.SpeakerNotRegistered
        opinion = _written(
            workshop=fresh,
            text=text,
            text_en=nfc(text_en).strip()[:TEXT_MAX],
            table=table.strip()[:20],
            speaker=speaker.user if speaker else None,
            recorded_by=person(actor),
            recorded_at=at,
            **({"receipt": receipt} if receipt else {}),
        )
        record(actor, "workshops.record_opinion", opinion, table=opinion.table)
    return opinion


def _written(**fields: object) -> Opinion:
    for attempt in range(CODE_TRIES):
        try:
            with transaction.atomic():
                return Opinion.objects.create(**{"receipt": short_code(RECEIPT_LENGTH), **fields})
        except IntegrityError:
            if attempt == CODE_TRIES - 1:
                raise
    raise AssertionError("unreachable")


def publish_record(actor: Actor, workshop: Workshop, *, at: datetime) -> Workshop:
    """Everybody reads the opinions; the departments that own them answer. Raises RecordEmpty, StaleState."""
    with transaction.atomic():
        actions.publish_record.require(actor, workshop=workshop)
        fresh = workshop_states.move(
            workshop, "publish_record", recorded_at=at, answer_due_at=workshop.answers_due_at
        )
        outcomes.published(fresh)
        owe_reports(fresh)
        record(actor, "workshops.publish_record", fresh, opinions=fresh.opinions.count())
        notify(
            "workshops.record_published",
            fresh,
            path=fresh.get_absolute_url(),
            title=fresh.title,
            title_en=fresh.title_en,
        )
    return fresh
