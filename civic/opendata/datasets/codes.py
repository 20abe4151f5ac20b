"""What the codes of the other tables are called: areas, departments, topics."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department, Topic
from civic.opendata.catalogue import Column, dataset


@dataset(
    "codes",
    title=_("Codes and their names"),
    description=_("The areas, departments and policy topics that the other tables name by their codes."),
    columns=[
        Column("kind", "string", _("area, department or topic")),
        Column("code", "string", _("the code, as the other tables have it")),
        Column("name", "string", _("name")),
        Column("name_en", "string", _("name in English")),
        Column("parent", "string", _("code of what it belongs to, of the same kind")),
        Column("ended_on", "date", _("of a department that is no more: the day on which it ended")),
        Column("successor", "string", _("code of the department that has taken over from it")),
    ],
)
def rows() -> Iterator[dict[str, Any]]:
    for kind, model, key, end in (
        ("area", Area, "code", ()),
        ("department", Department, "code", ("ended_at", "successor__code")),
        ("topic", Topic, "slug", ()),
    ):
        found = model._default_manager.order_by(key).values_list(
            key, "name", "name_en", f"parent__{key}", *end
        )
        for code, name, name_en, parent, *ended in found.iterator(chunk_size=1000):
            at, successor = ended or (None, "")
            yield {
                "kind": kind, "code": code, "name": name, "name_en": name_en, "parent": parent,
                "ended_on": timezone.localdate(at) if at else None, "successor": successor or "",
            }  # fmt: skip
