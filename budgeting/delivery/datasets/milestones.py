"""Every milestone of every funded project."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from budgeting.delivery.models import Milestone
from civic.opendata.catalogue import Column, dataset


@dataset(
    "delivery-milestones",
    title=_("Milestones of funded projects"),
    description=_("What was planned for when, and when it was reached."),
    columns=[
        Column("id", "integer", _("stable number of the milestone")),
        Column("project", "integer", _("stable number of the project")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("delivery_state", "string", _("state: planned, running, delayed, completed, cancelled")),
        Column("planned", "integer", _("planned money of the project, in 1/unit of the currency")),
        Column("currency", "string", _("currency code")),
        Column("unit", "integer", _("how many of these make one of the currency")),
        Column("title", "string", _("milestone")),
        Column("title_en", "string", _("milestone in English, where there is one")),
        Column("weight", "integer", _("weight beside the other milestones of the project")),
        Column("due_on", "date", _("planned day")),
        Column("done_on", "date", _("day on which it was reached")),
        Column("note", "string", _("note")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    names = {
        "id": "id", "delivery__project_id": "project", "delivery__project__envelope__cycle__slug": "cycle",
        "delivery__state": "delivery_state", "delivery__planned": "planned",
        "delivery__project__envelope__cycle__currency": "currency", "delivery__project__envelope__cycle__money_unit": "unit",
        "title": "title", "title_en": "title_en",
        "weight": "weight", "due_on": "due_on", "done_on": "done_on", "note": "note",
    }  # fmt: skip
    public = Project.objects.visible_to(AnonymousUser())
    for row in (
        Milestone.objects.filter(delivery__project__in=public).order_by("id").values(*names).iterator(2000)
    ):
        yield {names[name]: value for name, value in row.items()}
