"""Photos and documents of workshops: what is handed out, and how it looked."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor
from civic.attachments.holders import Holder, holder
from civic.common.refusals import Refusal
from workshops import actions
from workshops.models import Workshop


class WorkshopFiles(Holder[Workshop]):
    noun = _("workshop")

    def rows(self, keys: Collection[str]) -> QuerySet[Workshop]:
        return Workshop.objects.filter(pk__in=keys)

    def visible(self, viewer: Any) -> QuerySet[Workshop]:
        return Workshop.objects.visible_to(viewer)

    def title(self, row: Workshop) -> str:
        return row.title

    def path(self, row: Workshop) -> str:
        return row.get_absolute_url()

    def may_add(self, actor: Actor, row: Workshop, at: datetime) -> Iterator[Refusal]:
        yield from actions.add_files.rule(actor, workshop=row)


holder("workshops.workshop", WorkshopFiles())
