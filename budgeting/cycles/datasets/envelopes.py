"""Every envelope of money of every published cycle, and how it is voted on."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Cycle, Envelope
from civic.opendata.catalogue import Column, dataset


@dataset(
    "budget-envelopes",
    title=_("Envelopes of money"),
    description=_(
        "What each cycle has to give, for whom, and how it is voted on. A project names its envelope by cycle and key. "
        "What no source states is empty."
    ),
    columns=[
        Column("cycle", "string", _("address part of the cycle")),
        Column("key", "string", _("key of the envelope; does not change, and is one of its cycle")),
        Column("name", "string", _("name")),
        Column("name_en", "string", _("name in English, where there is one")),
        Column("area_code", "string", _("official 10-digit code of the area; empty for the whole city")),
        Column("own_borough_only", "boolean", _("whether voters see the projects of their own borough only")),
        Column("amount", "integer", _("money to give, in 1/unit of the currency")),
        Column("currency", "string", _("currency code")),
        Column("unit", "integer", _("how many of these make one of the currency")),
        Column("ceiling", "integer", _("most a project may cost")),
        Column("event_ceiling", "integer", _("most an event may cost")),
        Column("floor", "integer", _("least a project must cost")),
        Column("max_projects", "integer", _("most projects on the ballot")),
        Column("method", "string", _("way of voting: approval, choose_one, knapsack, cumulative, ranking")),
        Column("picks_min", "integer", _("least choices; as many as the most: exactly so many")),
        Column("picks_max", "integer", _("most choices; empty where there is no limit")),
        Column("picks_per_topic", "integer", _("most choices in one policy field")),
        Column("budget_limit", "integer", _("most that the chosen projects may cost together")),
        Column("points", "integer", _("points that a voter shares out")),
        Column("points_each", "integer", _("most points one project may get")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    same = (
        "key", "name", "name_en", "own_borough_only", "amount", "ceiling", "event_ceiling", "floor", "max_projects",
        "method", "picks_min", "picks_max", "picks_per_topic", "budget_limit", "points", "points_each",
    )  # fmt: skip
    names = {
        "cycle__slug": "cycle", "area_id": "area_code", "cycle__currency": "currency", "cycle__money_unit": "unit",
        **{name: name for name in same},
    }  # fmt: skip
    shown = Envelope.objects.filter(cycle__in=Cycle.objects.visible_to(AnonymousUser()))
    for row in shown.order_by("id").values(*names, "cycle__rules__undecided").iterator(2000):
        untold = row.pop("cycle__rules__undecided") or []
        found = {names[name]: value for name, value in row.items()}
        if f"envelope.{found['key']}.amount" in untold:
            found["amount"] = None
        if f"envelope.{found['key']}.picks" in untold:
            found |= {"picks_min": None, "picks_max": None}
        yield found
