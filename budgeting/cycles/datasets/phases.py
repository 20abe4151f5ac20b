"""Every date of a phase that was moved, in every published cycle: from when, to when, and why."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle
from civic.opendata.catalogue import Column, dataset
from civic.processes.models import PhaseChange


@dataset(
    "budget-phase-changes",
    title=_("Moved dates of budget cycles"),
    description=_("Each change of a phase's dates with its reason. The newest row of a phase has its dates."),
    columns=[
        Column("id", "integer", _("stable number of the change; later changes have higher ones")),
        Column("cycle", "string", _("address part of the cycle")),
        Column(
            "phase",
            "string",
            _("phase: gather, review, committee, prices, voting, recount, result, delivery"),
        ),
        Column("old_opens_at", "dateTime", _("when it was to open before")),
        Column("old_closes_at", "dateTime", _("when it was to close before")),
        Column("new_opens_at", "dateTime", _("when it opens since the change")),
        Column("new_closes_at", "dateTime", _("when it closes since the change")),
        Column("reason", "string", _("reason")),
        Column("at", "dateTime", _("when it was moved")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    names = {
        "id": "id", "phase__process__cycle__slug": "cycle", "phase__kind": "phase", "old_opens_at": "old_opens_at",
        "old_closes_at": "old_closes_at", "new_opens_at": "new_opens_at", "new_closes_at": "new_closes_at",
        "reason": "reason", "at": "at",
    }  # fmt: skip
    shown = PhaseChange.objects.filter(phase__process__cycle__in=Cycle.objects.visible_to(AnonymousUser()))
    for row in shown.order_by("id").values(*names).iterator(2000):
        yield {names[name]: value for name, value in row.items()}
