"""Every project of every published result: place, votes, funded or not."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.results.models import Standing
from civic.opendata.catalogue import Column, dataset


@dataset(
    "vote-results",
    title=_("Results of votes"),
    description=_(
        "What each project received in a published vote, whether it is funded, and the step of the rule that decided it."
    ),
    columns=[
        Column("cycle", "string", _("address part of the cycle; the result page is /results/<cycle>/")),
        Column("envelope", "string", _("key of the envelope of money")),
        Column("project", "integer", _("stable number of the project; its page is /budget/projects/<id>/")),
        Column("number", "string", _("number of the project in the cycle")),
        Column("title", "string", _("title")),
        Column("cost", "integer", _("cost in 1/unit of the currency")),
        Column("unit", "integer", _("how many of these make one of the currency")),
        Column("currency", "string", _("currency code")),
        Column("rank", "integer", _("place in the order of the rule")),
        Column(
            "votes",
            "integer",
            _("ballots that named the project; empty where so few voted that it is not told"),
        ),
        Column("funded", "boolean", _("funded by the count")),
        Column(
            "decided", "boolean", _("funded in the end, where an officer decided otherwise with a reason")
        ),
        Column("official", "boolean", _("funded by the official result, where an imported file tells it")),
        Column("verdict", "string", _("what the rule did: selected, skipped, below-threshold, …")),
        Column("rule", "string", _("name of the counting rule")),
        Column("published_at", "dateTime", _("when the result was published")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    """Streamed in the order of the results."""
    names = {
        "envelope_count__count__cycle__slug": "cycle", "envelope_count__envelope__key": "envelope", "project": "project",
        "project__number": "number", "project__title": "title", "project__cost": "cost",
        "envelope_count__count__cycle__currency": "currency",
        "rank": "rank", "votes": "votes", "funded": "funded", "override__funded": "decided", "official": "official",
        "step__verdict": "verdict",
        "envelope_count__rule": "rule", "envelope_count__count__published_at": "published_at",
        "envelope_count__shape__unit": "unit", "envelope_count__untold": "untold",
    }  # fmt: skip
    found = Standing.objects.visible_to(AnonymousUser()).order_by("envelope_count", "rank")
    for row in found.values(*names).iterator(2000):
        values = {names[name]: value for name, value in row.items()}
        if values["decided"] is None:
            values["decided"] = values["funded"]
        votes = None if values.pop("untold") else int(values["votes"])
        yield {**values, "votes": votes, "unit": values["unit"] or 1}
