"""Every date of a milestone that was moved: from when, to when, and why."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from budgeting.delivery.models import Slip
from civic.opendata.catalogue import Column, dataset


@dataset(
    "delivery-delays",
    title=_("Moved dates of funded projects"),
    description=_("Each time the date of a milestone was moved, with the reason."),
    columns=[
        Column("id", "integer", _("stable number of the change; later changes have higher ones")),
        Column("milestone", "integer", _("stable number of the milestone")),
        Column("project", "integer", _("stable number of the project")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("old_due_on", "date", _("planned day before")),
        Column("new_due_on", "date", _("planned day since the change")),
        Column("reason", "string", _("reason")),
        Column("reason_en", "string", _("reason in English, where there is a translation")),
        Column("at", "dateTime", _("when it was moved")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    names = {
        "id": "id", "milestone_id": "milestone", "milestone__delivery__project_id": "project",
        "milestone__delivery__project__envelope__cycle__slug": "cycle", "old_due_on": "old_due_on",
        "new_due_on": "new_due_on", "reason": "reason", "reason_en": "reason_en", "at": "at",
    }  # fmt: skip
    public = Project.objects.visible_to(AnonymousUser())
    shown = Slip.objects.filter(milestone__delivery__project__in=public)
    for row in shown.order_by("id").values(*names).iterator(2000):
        yield {names[name]: value for name, value in row.items()}
