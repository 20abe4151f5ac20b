"""Writing the minutes of a workshop."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from workshops.after import actions, refusals
from workshops.domain.seating import locked
from workshops.models import Minutes, Workshop


def version_of(minutes: Minutes | None) -> str:
    """Which minutes somebody has before them."""
    return minutes.written_at.isoformat() if minutes else ""


def write_minutes(
    actor: Actor, workshop: Workshop, *, text: str, text_en: str = "", at: datetime, seen: str | None = None
) -> Minutes:
    """Write the minutes, or write them anew. With ``seen`` (`version_of` what the writer has read) what a colleague has
    saved since is not written over. Raises MinutesChanged, MinutesEmpty, StaleState, NotAllowed."""
    text = nfc(text).strip()
    with transaction.atomic():
        locked(workshop)  # two who save at once come one after the other
        actions.write_minutes.require(actor, workshop=workshop)
        if not text:
            raise refusals.MinutesEmpty
        if seen is not None and seen != version_of(Minutes.objects.filter(workshop=workshop).first()):
            raise refusals.MinutesChanged
        found, _created = Minutes.objects.update_or_create(
            workshop=workshop,
            defaults={
                "text": text, "text_en": nfc(text_en).strip(), "written_at": at, "written_by": person(actor),
            },
        )  # fmt: skip
        record(actor, "workshops.write_minutes", workshop)
    return found
