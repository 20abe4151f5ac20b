"""Turnout by age band of every published vote, small cells suppressed."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from budgeting.results.models import Count
from civic.opendata.catalogue import Column, dataset


@dataset(
    "vote-turnout-by-age",
    title=_("Turnout by age"),
    description=_(
        "How many people on the roll voted, by age band, where ages are known. Counted from the roll; a ballot says nothing "
        "of an age. Cells from which fewer than 10 people could be told apart are empty."
    ),
    columns=[
        Column("cycle", "string", _("address part of the cycle; the result page is /results/<cycle>/")),
        Column(
            "age_band", "string", _("first year of the age band (70: 70 or older); empty where not verified")
        ),
        Column("eligible", "integer", _("people on the roll; empty where suppressed")),
        Column("voted", "integer", _("people who voted; empty where suppressed")),
        Column("published_at", "dateTime", _("when the result was published")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    """Streamed, one row an age band."""
    published = Count.objects.visible_to(AnonymousUser()).select_related("cycle").order_by("pk")
    for count in published.iterator(200):
        for cell in count.turnout_by_age:
            yield {
                "cycle": count.cycle.slug,
                "age_band": cell["band"],
                "eligible": cell["eligible"],
                "voted": cell["voted"],
                "published_at": count.published_at,
            }
