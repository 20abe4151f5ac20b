"""Opinions of a published record may be reported and hidden."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.common.bilingual import localized
from civic.common.clock import now
from civic.moderation.subjects import Moderated, moderated
from workshops.domain import hiding
from workshops.models import Opinion


class ModeratedOpinion(Moderated[Opinion]):
    """An opinion as moderators see it. It is named by its workshop: its words must not stand in the log of what was hidden."""

    noun = _("opinion")

    def rows(self, keys: Collection[str]) -> QuerySet[Opinion]:
        found = Opinion.objects.filter(pk__in=keys)
        return found.select_related("workshop", "speaker")

    def title(self, row: Opinion) -> str:
        return localized(row.workshop, "title")

    def text(self, row: Opinion) -> str:
        return row.text

    def author(self, row: Opinion) -> User | None:
        return row.speaker

    def path(self, row: Opinion) -> str:
        return f"{row.workshop.get_absolute_url()}#opinion-{row.pk}"

    def is_hidden(self, row: Opinion) -> bool:
        return row.hidden_at is not None

    def hide(self, row: Opinion, *, by: Actor, rule: str) -> None:
        hiding.hide(row, at=now())

    def restore(self, row: Opinion, *, by: Actor) -> None:
        hiding.show(row)

    def may_be_seen(self, row: Opinion, viewer: Any) -> bool:
        return Opinion.objects.visible_to(viewer).filter(pk=row.pk).exists()


moderated("workshops.opinion", ModeratedOpinion())
