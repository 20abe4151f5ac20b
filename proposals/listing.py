"""The public list: its orders, its filters and its search."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, Func, Q, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.common.korean import nfc
from civic.common.paging import Page, keyset
from proposals import gist
from proposals.models import Proposal, ProposalQuerySet
from proposals.queries import in_list

PAGE = 20
State = Proposal.State


@dataclass(frozen=True)
class Order:
    """A way to sort the list; some show only those that the order makes sense for."""

    label: str | Promise
    keys: Sequence[str]


ORDERS = {
    "newest": Order(_("Newest"), ["-submitted_at", "-id"]),
    "supported": Order(_("Most supported"), ["-support_count", "-id"]),
    "discussed": Order(_("Most discussed"), ["-comments", "-id"]),
    "near": Order(_("Near the threshold"), ["missing", "id"]),
    "overdue": Order(_("Answer overdue"), ["answer_due_at", "id"]),
    "random": Order(_("Random"), ["shuffle", "id"]),
}


@dataclass(frozen=True)
class Wish:
    """What a reader asks the list for. Codes and slugs that do not exist find nothing; blanks filter nothing."""

    order: str = "newest"
    q: str = ""
    area: str = ""
    topic: str = ""
    state: str = ""
    department: str = ""
    call: str = ""
    seed: int = 0
    after: str | None = None
    size: int = field(default=PAGE)

    @property
    def narrows(self) -> bool:
        """Is anything chosen from the filters?"""
        return bool(self.area or self.topic or self.state or self.department or self.call)

    @property
    def is_filtered(self) -> bool:
        return bool(self.q) or self.narrows


def page(wish: Wish, viewer: Any, at: datetime) -> Page[Proposal]:
    """One page of the public list; one query."""
    order = ORDERS.get(wish.order, ORDERS["newest"])
    found = _ordered(_filtered(in_list(viewer), wish), wish, at)
    return keyset(found, order=order.keys, cursor=wish.after, size=wish.size)


def _filtered(found: ProposalQuerySet, wish: Wish) -> ProposalQuerySet:
    if wish.area:
        found = found.filter(Q(area=wish.area) | Q(area__parent=wish.area))
    if wish.topic:
        found = found.filter(Q(topic__slug=wish.topic) | Q(topic__parent__slug=wish.topic))
    if wish.state in Proposal.PUBLIC_STATES:
        found = found.filter(state=wish.state)
    if wish.department:
        found = found.filter(department__code=wish.department)
    if wish.call:
        found = found.filter(call__process__slug=wish.call)
    return matching(found, wish.q) if wish.q else found


def _ordered(found: ProposalQuerySet, wish: Wish, at: datetime) -> ProposalQuerySet:
    if wish.order == "near":
        return found.filter(state=State.OPEN, threshold__isnull=False, support_until__gt=at).annotate(
            missing=F("threshold") - F("support_count")
        )
    if wish.order == "overdue":
        return found.filter(state=State.REVIEW, answer_due_at__lte=at)
    if wish.order == "discussed":
        return found.filter(thread__isnull=False).annotate(comments=F("thread__comment_count"))
    if wish.order == "random":
        # The same for one reader from page to page, and cheap: no sorting by random().
        return found.annotate(
            shuffle=Func(
                F("id"), Value(wish.seed), function="hashint8extended", output_field=BigIntegerField()
            )
        )
    return found


def matching(found: ProposalQuerySet, q: str) -> ProposalQuerySet:
    """Those that hold every word of ``q``: from two characters anywhere in a word, by the index of bigrams.

    One character alone is looked for at the beginning of titles. Three and more are read again in the text, for their
    pairs could stand apart.
    """
    for word in words(q):
        if len(word) == 1:
            found = found.filter(title__istartswith=word)
            continue
        found = found.filter(bigrams__contains=sorted({word[i : i + 2] for i in range(len(word) - 1)}))
        if len(word) > 2:
            found = found.filter(
                Q(title__icontains=word)
                | Q(body__icontains=word)
                | Q(title_en__icontains=word)
                | Q(place__icontains=word)
            )
    return found


def words(q: str) -> list[str]:
    """The words of a search, at most eight of them, as the index knows them (NFC, lower case, letters and digits).

    Without particles and requests, so that "안내등을" finds "안내등"; as they are where nothing else would be left.
    """
    as_written = [word for word in re.split(r"[\W_]+", nfc(q).lower()) if word]
    return (gist.stems(q) or as_written)[:8]
