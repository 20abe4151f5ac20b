"""Photos and documents of projects."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles import actions
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.attachments.holders import Holder, holder
from civic.common.refusals import Refusal


class ProjectFiles(Holder[Project]):
    noun = _("project")

    def rows(self, keys: Collection[str]) -> QuerySet[Project]:
        return Project.objects.filter(pk__in=keys)

    def visible(self, viewer: Any) -> QuerySet[Project]:
        return Project.objects.visible_to(viewer)

    def title(self, row: Project) -> str:
        return row.title

    def path(self, row: Project) -> str:
        return row.get_absolute_url()

    def may_add(self, actor: Actor, row: Project, at: datetime) -> Iterator[Refusal]:
        yield from actions.add_files.rule(actor, project=row)


holder("cycles.project", ProjectFiles())
