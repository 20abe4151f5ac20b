"""The public record: acts of office, without names."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from civic.audit.queries import public_entries
from civic.audit.views.public import line
from civic.opendata.catalogue import Column, dataset


@dataset(
    "public-record",
    title=_("Public record"),
    description=_("What the city's staff and the platform itself have done here: by office, never by name."),
    columns=[
        Column("id", "integer", _("number of the entry")),
        Column("at", "dateTime", _("when it was done")),
        Column("verb", "string", _("what was done, as a stable code")),
        Column("office", "string", _("by which office")),
        Column("subject", "string", _("to what: sort and number")),
        Column("seal", "integer", _("number of the seal that holds the entry")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    for entry in public_entries().order_by("id").iterator(chunk_size=500):
        with override("ko"):  # one language in one file, whoever asks first
            shown = line(entry)
        yield {
            "id": shown.number, "at": shown.at, "verb": entry.verb, "office": shown.who, "subject": shown.subject,
            "seal": shown.seal,
        }  # fmt: skip
