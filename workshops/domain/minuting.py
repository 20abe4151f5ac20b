"""Writing the minutes of a workshop."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from workshops.after import actions, refusals
from workshops.models import Minutes, Workshop


def write_minutes(actor: Actor, workshop: Workshop, *, text: str, text_en: str = "", at: datetime) -> Minutes:
    """Write the minutes, or write them anew. Raises MinutesEmpty, StaleState, NotAllowed."""
    text = nfc(text).strip()
    with transaction.atomic():
        actions.write_minutes.require(actor, workshop=workshop)
        if not text:
            raise refusals.MinutesEmpty
        found, _created = Minutes.objects.update_or_create(
            workshop=workshop,
            defaults={
                "text": text, "text_en": nfc(text_en).strip(), "written_at": at, "written_by": person(actor),
            },
        )  # fmt: skip
        record(actor, "workshops.write_minutes", workshop)
    return found
