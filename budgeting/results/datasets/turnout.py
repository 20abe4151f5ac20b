"""Turnout by area of every published vote, small cells suppressed."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.results.models import Count
from civic.opendata.catalogue import Column, dataset


@dataset(
    "vote-turnout",
    title=_("Turnout by area"),
    description=_(
        "How many people on the roll voted, by area. Cells from which fewer than 10 people could be told apart are empty."
    ),
    columns=[
        Column("cycle", "string", _("address part of the cycle; the result page is /results/<cycle>/")),
        Column("area_code", "string", _("official 10-digit code of the area")),
        Column("eligible", "integer", _("people on the roll")),
        Column("voted", "integer", _("people who voted; empty where suppressed")),
        Column("published_at", "dateTime", _("when the result was published")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    """Streamed, one row an area."""
    for count in (
        Count.objects.visible_to(AnonymousUser()).select_related("cycle").order_by("pk").iterator(200)
    ):
        for cell in count.turnout:
            yield {
                "cycle": count.cycle.slug,
                "area_code": cell["area"],
                "eligible": cell["eligible"],
                "voted": cell["voted"],
                "published_at": count.published_at,
            }
