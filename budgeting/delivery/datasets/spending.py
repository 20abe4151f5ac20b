"""Every row of money spent on a funded project."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from budgeting.delivery.models import Spending
from civic.opendata.catalogue import Column, dataset


@dataset(
    "delivery-spending",
    title=_("Money spent on funded projects"),
    description=_("Each sum spent with its day and purpose; a correction is a negative row."),
    columns=[
        Column("project", "integer", _("stable number of the project")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("on", "date", _("day")),
        Column("amount", "integer", _("amount in 1/unit of the currency")),
        Column("currency", "string", _("currency code")),
        Column("unit", "integer", _("how many of these make one of the currency")),
        Column("purpose", "string", _("what for")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    names = {
        "delivery__project_id": "project", "delivery__project__envelope__cycle__slug": "cycle", "on": "on",
        "delivery__project__envelope__cycle__currency": "currency", "delivery__project__envelope__cycle__money_unit": "unit",
        "amount": "amount", "purpose": "purpose",
    }  # fmt: skip
    public = Project.objects.visible_to(AnonymousUser())
    for row in (
        Spending.objects.filter(delivery__project__in=public).order_by("id").values(*names).iterator(2000)
    ):
        yield {names[name]: value for name, value in row.items()}
