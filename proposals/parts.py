"""The parts of a draft, in the order in which they are asked, and how long a draft is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proposals.models import Proposal

KEPT = timedelta(days=180)  # a draft of somebody signed in, from its last change on
KEPT_FOR_VISITORS = timedelta(days=30)  # one that only a cookie leads to


@dataclass(frozen=True)
class Part:
    """A page of the draft: its name in the address, what it is called, and which columns it fills."""

    name: str
    label: str | Promise
    fields: tuple[str, ...]
    required: bool = True

    def is_asked(self, asked: Collection[str]) -> bool:
        """Must it be there: in every call, or because this one asks for one of its columns?"""
        return self.required or any(field in asked for field in self.fields)

    def is_done(self, draft: Proposal, asked: Collection[str] = ()) -> bool:
        """Is everything there that must be, or for an optional part anything at all?

        ``asked``: the columns that the draft's call asks for besides.
        """
        given = {
            field for field in self.fields if field != "kind" and getattr(draft, field) not in (None, "")
        }
        return bool(given) and all(field in given for field in self.fields if field in asked)


PARTS = {
    part.name: part
    for part in (
        Part("title", _("Title"), ("title",)),
        Part("text", _("What and why"), ("body", "kind")),
        Part("topic", _("Topic"), ("topic",)),
        Part("place", _("Place"), ("area", "place", "latitude", "longitude"), required=False),
        Part("cost", _("Rough cost"), ("rough_cost",), required=False),
        Part("group", _("A group that proposes"), ("group_kind", "group_name"), required=False),
    )
}


def kept_until(draft: Proposal) -> datetime:
    """When a draft that nobody touches is deleted."""
    return (draft.saved_at or draft.created_at) + (KEPT_FOR_VISITORS if draft.keeper else KEPT)
