"""Proposals may be reported and hidden."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.common.clock import now
from civic.moderation.subjects import Moderated, moderated
from proposals import actions
from proposals.domain import hiding
from proposals.models import Proposal


class ModeratedProposal(Moderated[Proposal]):
    """A proposal as moderators see it; drafts are nobody's business."""

    noun = _("proposal")

    def rows(self, keys: Collection[str]) -> QuerySet[Proposal]:
        return (
            Proposal.objects.filter(pk__in=keys).exclude(state=Proposal.State.DRAFT).select_related("author")
        )

    def title(self, row: Proposal) -> str:
        return row.title

    def text(self, row: Proposal) -> str:
        """Title and text: a moderator, and whoever reports it, must see where the fault is."""
        return f"{row.title}\n\n{row.body}"

    def number(self, row: Proposal) -> str:
        return row.number or ""

    def author(self, row: Proposal) -> User | None:
        return row.author

    def together(self, row: Proposal) -> list[int]:
        return [one.user_id for one in actions.co_proposers(row)]

    def path(self, row: Proposal) -> str:
        return row.get_absolute_url()

    def is_hidden(self, row: Proposal) -> bool:
        return row.state == Proposal.State.HIDDEN

    def hide(self, row: Proposal, *, by: Actor, rule: str) -> None:
        hiding.hide(by, row, rule=rule)

    def restore(self, row: Proposal, *, by: Actor) -> None:
        hiding.restore(by, row, at=now())

    def may_be_seen(self, row: Proposal, viewer: Any) -> bool:
        return Proposal.objects.visible_to(viewer).filter(pk=row.pk).exists()


moderated("proposals.proposal", ModeratedProposal())
