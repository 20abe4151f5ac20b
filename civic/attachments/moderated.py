"""Photos and documents may be reported and hidden."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.attachments.domain import hiding
from civic.attachments.holders import seen, split
from civic.attachments.models import Attachment
from civic.moderation.subjects import Moderated, moderated


class ModeratedAttachment(Moderated[Attachment]):
    noun = _("photo or document")

    def rows(self, keys: Collection[str]) -> QuerySet[Attachment]:
        shown = Attachment.objects.filter(pk__in=keys, state=Attachment.State.SHOWN)
        return shown.select_related("by", "folder")

    def title(self, row: Attachment) -> str:
        return row.name

    def text(self, row: Attachment) -> str:
        return row.name

    def author(self, row: Attachment) -> User | None:
        return row.by

    def path(self, row: Attachment) -> str:
        known = split(row.folder.subject)
        owner = known[0].rows([known[1]]).first() if known is not None else None
        return known[0].path(owner) if known is not None and owner is not None else "/"

    def is_hidden(self, row: Attachment) -> bool:
        return row.hidden_at is not None

    def hide(self, row: Attachment, *, by: Actor, rule: str) -> None:
        hiding.hide(row, rule)

    def restore(self, row: Attachment, *, by: Actor) -> None:
        hiding.show(row)

    def may_be_seen(self, row: Attachment, viewer: Any) -> bool:
        return not self.is_hidden(row) and seen(row.folder.subject, viewer) is not None


moderated("attachments.attachment", ModeratedAttachment())
