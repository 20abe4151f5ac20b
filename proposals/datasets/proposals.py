"""Every public proposal with its dates and supports. Who wrote or supported it never leaves."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from civic.opendata.catalogue import Column, dataset
from proposals.models import Proposal

COLUMNS = [
    Column("id", "integer", _("number by which the public record and the moderation log name it")),
    Column("number", "string", _("reference number")),
    Column("title", "string", _("title")),
    Column("title_en", "string", _("title in English")),
    Column("body", "string", _("the text")),
    Column("kind", "string", _("problem, clarification or solution")),
    Column("state", "string", _("where it stands")),
    Column("topic", "string", _("slug of the policy topic")),
    Column("area", "string", _("official code of the area")),
    Column("place", "string", _("place in words")),
    Column("rough_cost", "integer", _("rough cost in won, by the proposer")),
    Column("group_name", "string", _("the group that proposes, as its representative named it")),
    Column("supports", "integer", _("number of supports")),
    Column("threshold", "integer", _("supports needed for an answer")),
    Column("submitted_at", "dateTime", _("when it was received")),
    Column("threshold_reached_at", "dateTime", _("when it had enough supports")),
    Column("answer_due_at", "dateTime", _("when the answer is due")),
    Column("department", "string", _("code of the department in charge")),
    Column(
        "source",
        "string",
        _("where it came from: web, workshop, import, split, or assisted (entered by staff)"),
    ),
]
SAME = ("id", "number", "title", "title_en", "body", "kind", "state", "place", "rough_cost", "group_name", "threshold",
        "submitted_at", "threshold_reached_at", "answer_due_at", "source")  # fmt: skip


@dataset(
    "proposals",
    title=_("Citizens' proposals"),
    description=_("Every public proposal with its state, dates and number of supports."),
    columns=COLUMNS,
)
def rows() -> Iterator[dict[str, Any]]:
    found = (
        Proposal.objects.visible_to(AnonymousUser())
        .select_related("topic", "department")
        .order_by("submitted_at", "pk")
    )
    for one in found.iterator(chunk_size=500):
        yield {name: getattr(one, name) for name in SAME} | {
            "topic": one.topic.slug if one.topic else "",
            "area": one.area_id or "",
            "supports": one.support_count,
            "department": one.department.code if one.department else "",
        }
