"""Progress photos and reports of milestones."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from budgeting.delivery import actions
from budgeting.delivery.models import Milestone
from civic.accounts.actors import Actor
from civic.attachments.holders import Holder, holder
from civic.common.refusals import Refusal


class MilestoneFiles(Holder[Milestone]):
    noun = _("milestone")

    def rows(self, keys: Collection[str]) -> QuerySet[Milestone]:
        return Milestone.objects.filter(pk__in=keys).select_related("delivery__project")

    def visible(self, viewer: Any) -> QuerySet[Milestone]:
        seen = Project.objects.visible_to(viewer)
        return Milestone.objects.filter(delivery__project__in=seen).select_related("delivery__project")

    def title(self, row: Milestone) -> str:
        return f"{row.delivery.project.title}: {row.title}"

    def path(self, row: Milestone) -> str:
        return f"{row.delivery.project.get_absolute_url()}#delivery"

    def may_add(self, actor: Actor, row: Milestone, at: datetime) -> Iterator[Refusal]:
        yield from actions.add_files.rule(actor, delivery=row.delivery)


holder("delivery.milestone", MilestoneFiles())
