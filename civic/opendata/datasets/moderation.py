"""The public log of moderation. Neither authors nor moderators, and never the text."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from civic.moderation.queries import log
from civic.opendata.catalogue import Column, dataset


@dataset(
    "moderation-log",
    title=_("Moderation log"),
    description=_("Every decision of the moderators with its rule and reason."),
    columns=[
        Column("id", "integer", _("number of the decision")),
        Column("at", "dateTime", _("when it was decided")),
        Column("subject", "string", _("what it is about: sort and number")),
        Column("outcome", "string", _("hidden, kept or restored")),
        Column("rule", "string", _("the rule that was broken")),
        Column("reason", "string", _("the reason, as the author was told it")),
        Column("appealed", "boolean", _("whether the author asked for a second look")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    names = ("id", "at", "subject", "outcome", "rule", "reason", "appealed")
    yield from log().order_by("id").values(*names).iterator(chunk_size=1000)
