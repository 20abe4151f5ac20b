"""Every project of every published cycle, with its review."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Project
from civic.opendata.catalogue import Column, dataset
from proposals.models import Proposal


@dataset(
    "budget-projects",
    title=_("Budget projects"),
    description=_(
        "The costed projects of the participatory budget: where, how much, what the department found, and what became of them."
    ),
    columns=[
        Column("id", "integer", _("stable number of the project; its page is /budget/projects/<id>/")),
        Column("cycle", "string", _("address part of the cycle")),
        Column("budget_year", "integer", _("budget year of the cycle")),
        Column("envelope", "string", _("key of the envelope of money")),
        Column("number", "string", _("number of the project in the cycle")),
        Column("title", "string", _("title")),
        Column("title_en", "string", _("title in English, where there is one")),
        Column(
            "state",
            "string",
            _(
                "state: review, eligible, ineligible, on_ballot, not_admitted, left_behind, "
                "withdrawn (before prices were published), taken_off (the ballot, since then), merged, divided, "
                "funded, not_funded"
            ),
        ),
        Column("area_code", "string", _("official 10-digit code of the area")),
        Column("department", "string", _("code of the department in charge")),
        Column("proposed_cost", "integer", _("cost as proposed, in 1/unit of the currency")),
        Column("cost", "integer", _("cost in 1/unit of the currency")),
        Column("currency", "string", _("currency code")),
        Column("unit", "integer", _("how many of these make one of the currency")),
        Column("proposal", "string", _("reference number of the proposal it came from")),
        Column("verdict", "string", _("department's finding: eligible, conditional, ineligible")),
        Column("reason_code", "string", _("ground, where not eligible")),
        Column("reviewed_at", "dateTime", _("when the department found so")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    names = {
        "id": "id", "envelope__cycle__slug": "cycle", "envelope__cycle__budget_year": "budget_year", "envelope__key": "envelope",
        "number": "number", "title": "title", "title_en": "title_en", "state": "state", "area_id": "area_code",
        "department__code": "department", "proposed_cost": "proposed_cost", "cost": "cost",
        "envelope__cycle__currency": "currency", "envelope__cycle__money_unit": "unit", "shown_proposal": "proposal",
        "review__verdict": "verdict", "review__reason_code": "reason_code", "review__at": "reviewed_at",
    }  # fmt: skip
    shown = Case(When(proposal__state__in=Proposal.PUBLIC_STATES, then=F("proposal__number")))
    found = Project.objects.visible_to(AnonymousUser()).annotate(shown_proposal=shown)
    for row in found.order_by("id").values(*names).iterator(2000):
        yield {names[name]: value for name, value in row.items()}
