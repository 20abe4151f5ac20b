"""Photos and documents of proposals."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor
from civic.attachments.holders import Holder, holder
from civic.common.refusals import Refusal
from proposals import actions
from proposals.models import Proposal


class ProposalFiles(Holder[Proposal]):
    noun = _("proposal")

    def rows(self, keys: Collection[str]) -> QuerySet[Proposal]:
        return Proposal.objects.filter(pk__in=keys)

    def visible(self, viewer: Any) -> QuerySet[Proposal]:
        return Proposal.objects.visible_to(viewer).exclude(state=Proposal.State.DRAFT)

    def title(self, row: Proposal) -> str:
        return row.title

    def path(self, row: Proposal) -> str:
        return row.get_absolute_url()

    def may_add(self, actor: Actor, row: Proposal, at: datetime) -> Iterator[Refusal]:
        yield from actions.add_files.rule(actor, proposal=row)


holder("proposals.proposal", ProposalFiles())
