"""Changing what a file is called, and removing it."""

from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor
from civic.attachments import actions
from civic.attachments.domain.adding import tidy
from civic.attachments.domain.nudging import sweep_soon
from civic.attachments.holders import Held
from civic.attachments.models import Attachment
from civic.attachments.states import table
from civic.audit.domain.recording import record


@transaction.atomic
def describe(
    actor: Actor, held: Held, attachment: Attachment, *, words: str, at: datetime, words_en: str | None = None
) -> Attachment:
    """Change the description of a photo or the title of a document. Raises the refusals of ``attachments.change``.

    English words stay as they are where none (None) are given.
    """
    actions.change.require(actor, held=held, words=words, at=at)
    fresh = Attachment.objects.select_for_update().get(pk=attachment.pk)
    column, english = fresh.column, f"{fresh.column}_en"
    before, after = getattr(fresh, column), tidy(words)
    more = {} if words_en is None else {"before_en": getattr(fresh, english), "after_en": tidy(words_en)}
    setattr(fresh, column, after)
    setattr(fresh, english, more.get("after_en", getattr(fresh, english)))
    fresh.save(update_fields=[column, english])
    record(
        actor, "attachments.change", held.row, attachment=str(fresh.uuid), before=before, after=after, **more
    )
    return fresh


@transaction.atomic
def remove(actor: Actor, held: Held, attachment: Attachment, *, at: datetime) -> None:
    """Remove a file: nobody can fetch it from now on, and its bytes go within minutes. Raises StaleState if it is gone."""
    actions.remove.require(actor, held=held, attachment=attachment, at=at)
    table.move(attachment, "remove", removed_at=at)
    record(actor, "attachments.remove", held.row, attachment=str(attachment.uuid), kind=attachment.kind)
    sweep_soon()
