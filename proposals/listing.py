"""The public list: its orders, its filters and its search."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from math import ceil, prod
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department, Topic
from civic.common.korean import nfc
from civic.common.likeness import pairs
from civic.common.paging import Page, keyset
from proposals import gist
from proposals.models import Call, KeyShare, Proposal, ProposalQuerySet
from proposals.models.proposals import Initial, shuffle
from proposals.queries import in_list, public_calls

PAGE = 20
LOOKED_AT = 3_000  # rows that a search for common words looks through at most before it asks the index
ROUND = "again~"  # before a cursor of the random order that has come round
State = Proposal.State


@dataclass(frozen=True)
class Order:
    """A way to sort the list; some show only those that the order makes sense for."""

    label: str | Promise
    keys: Sequence[str]


ORDERS = {
    "newest": Order(_("Newest"), ["-submitted_at", "-id"]),
    "supported": Order(_("Most supported"), ["-support_count", "-id"]),
    "discussed": Order(_("Most discussed"), ["-comments", "-thread_id"]),
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
    def filters(self) -> int:
        """How many filters are chosen."""
        return sum(bool(one) for one in (self.area, self.topic, self.state, self.department, self.call))

    @property
    def narrows(self) -> bool:
        """Is anything chosen from the filters?"""
        return self.filters > 0

    @property
    def is_filtered(self) -> bool:
        return bool(self.q) or self.narrows


def page(wish: Wish, viewer: Any, at: datetime) -> Page[Proposal]:
    """One page of the public list.

    One query; one more for each filter, two more for words, and one more where the random order comes round.
    """
    order = ORDERS.get(wish.order, ORDERS["newest"])
    found = ordered(filtered(in_list(viewer), wish), wish, at)
    if wish.order == "random":
        return _shuffled(found, wish)
    if wish.q and (among := enough(wish.q, wish.size)):
        everything = ordered(filtered(in_list(viewer), replace(wish, q="")), wish, at)
        page = keyset(
            everything, order=order.keys, cursor=wish.after, size=wish.size, test=holding(wish.q),
            among=among, found_first=True,
        )  # fmt: skip
        if page.next_cursor is not None:
            return page
    first = bool(wish.q) or wish.filters > 1  # many are read for the few that are shown: join only those
    return keyset(found, order=order.keys, cursor=wish.after, size=wish.size, found_first=first)


def enough(q: str, size: int) -> int:
    """Among how many rows, in whatever order one comes by them, a page's worth surely holds every word; 0: too many.

    Looking through those is cheaper than finding all that hold common words and sorting them. "Surely" is three times
    as many as would do on average. One query.
    """
    cut = [pairs([word]) for word in words(q)]
    if not all(cut):
        return 0
    shares = dict(KeyShare.objects.filter(key__in=set().union(*cut)).values_list("key", "share"))
    expected = prod(min(shares.get(pair, 0.0) for pair in word) for word in cut)
    return ceil(3 * size / expected) if expected * LOOKED_AT >= 3 * size else 0


def holding(q: str) -> Q:
    """As `matching`, said without the index: for looking through rows that are at hand."""
    return _in_texts(words(q))


def read_again(q: str) -> Q:
    """What the index leaves open of a search: whether the pairs of a word of three and more stand together."""
    return _in_texts(word for word in words(q) if len(word) > 2)


def _in_texts(wanted: Iterable[str]) -> Q:
    """Those whose texts hold every word.

    A word without capitals is compared as it is (texts are NFC, as words are): a whole text need not be turned into
    capitals for it, which takes several times as long.
    """
    found = Q()
    for word in wanted:
        lookup = "contains" if word == word.upper() else "icontains"
        held = Q()
        for column in ("title", "body", "title_en", "place"):
            held |= Q(**{f"{column}__{lookup}": word})
        found &= held
    return found


def filtered(found: ProposalQuerySet, wish: Wish) -> ProposalQuerySet:
    """Those that the filters and the words of a wish let through.

    Codes and slugs are looked up first: of a number that it can see the database knows how many rows to expect.
    """
    if wish.area:
        inside = Q(pk=wish.area) | Q(parent=wish.area) | Q(parent__parent=wish.area)
        found = found.filter(area__in=list(Area.objects.filter(inside).values_list("pk", flat=True)))
    if wish.state in Proposal.PUBLIC_STATES:
        found = found.filter(state=wish.state)
    for name, keys in facets(wish).items():
        found = found.filter(**{f"{name}__in": keys})
    return matching(found, wish.q) if wish.q else found


def facets(wish: Wish) -> dict[str, list[int]]:
    """Topic, department and call of a wish as keys of rows: those that were chosen. A query for each."""
    chosen: dict[str, QuerySet[Any]] = {}
    if wish.topic:
        chosen["topic"] = Topic.objects.filter(Q(slug=wish.topic) | Q(parent__slug=wish.topic))
    if wish.department:
        chosen["department"] = Department.objects.filter(code=wish.department)
    if wish.call:
        chosen["call"] = Call.objects.filter(process__slug=wish.call)
    return {name: list(rows.values_list("pk", flat=True)) for name, rows in chosen.items()}


def _shuffled(found: ProposalQuerySet, wish: Wish) -> Page[Proposal]:
    """One page of a shuffled order that begins somewhere, runs to the end, and comes round to where it began.

    There are two shufflings, each read forwards or backwards off its index; the seed says which, and where to begin.
    """
    falling = bool(wish.seed & 2)
    keys = ["-shuffle", "-id"] if falling else ["shuffle", "id"]
    begin = int.from_bytes(sha256(str(wish.seed).encode()).digest()[:8], "big", signed=True)
    first = Q(shuffle__lte=begin) if falling else Q(shuffle__gte=begin)
    after = wish.after or ""
    if after.startswith(ROUND):
        again = keyset(found.exclude(first), order=keys, cursor=after.removeprefix(ROUND), size=wish.size)
        return Page(again.items, ROUND + again.next_cursor if again.next_cursor else None, True)
    page = keyset(found.filter(first), order=keys, cursor=after, size=wish.size)
    if page.next_cursor is not None:
        return page
    missing = wish.size - len(page)
    rest = keyset(found.exclude(first), order=keys, size=missing or 1)
    if not missing:
        return Page(page.items, ROUND if rest.items else None, page.is_later)
    following = ROUND + rest.next_cursor if rest.next_cursor else None
    return Page(page.items + rest.items, following, page.is_later)


def ordered(found: ProposalQuerySet, wish: Wish, at: datetime) -> ProposalQuerySet:
    if wish.order == "near":
        # Said through a function: by the bare column the database expects few rows, and would rather sort them all than
        # walk the index of this order to the first twenty.
        gathering = found.annotate(ends=Coalesce("support_until", "created_at")).filter(ends__gt=at)
        return gathering.filter(state=State.OPEN, threshold__isnull=False).annotate(
            missing=F("threshold") - F("support_count")
        )
    if wish.order == "overdue":
        return found.filter(state=State.REVIEW, answer_due_at__lte=at)
    if wish.order == "discussed":
        # Compared, so that the join is an inner one and the threads' own index gives the order.
        return found.filter(thread__comment_count__gte=0).annotate(comments=F("thread__comment_count"))
    if wish.order == "random":
        return found.annotate(shuffle=shuffle(wish.seed & 1))
    return found


def matching(found: ProposalQuerySet, q: str) -> ProposalQuerySet:
    """Those that hold every word of ``q``: from two characters anywhere in a word, by the index of bigrams.

    One character alone is looked for at the beginning of titles. Three and more are read again in the text, for their
    pairs could stand apart.
    """
    return likely(found, q).filter(read_again(q))


def likely(found: ProposalQuerySet, q: str) -> ProposalQuerySet:
    """Those that may hold every word of ``q``, by indexes alone; `read_again` says which do."""
    for word in words(q):
        if len(word) == 1:
            found = found.annotate(initial=Initial("title")).filter(initial=word.upper())
        else:
            found = found.filter(bigrams__contains=sorted({word[i : i + 2] for i in range(len(word) - 1)}))
    return found


def words(q: str) -> list[str]:
    """The words of a search, at most eight of them, as the index knows them (NFC, lower case, letters and digits).

    Without particles and requests, so that "안내등을" finds "안내등"; as they are where nothing else would be left.
    """
    as_written = [word for word in re.split(r"[\W_]+", nfc(q).lower()) if word]
    return (gist.stems(q) or as_written)[:8]


def described(wish: Wish) -> list[str]:
    """What a wish asks for, as a person would say it: words in quotes, then the names behind codes and slugs."""
    found = [f"“{wish.q}”"] if wish.q else []
    named: list[Any] = [
        Area.objects.filter(pk=wish.area).first() if wish.area else None,
        Topic.objects.filter(slug=wish.topic).first() if wish.topic else None,
        Department.objects.filter(code=wish.department).first() if wish.department else None,
        public_calls().filter(process__slug=wish.call).first() if wish.call else None,
    ]
    found += [str(one) for one in named if one is not None]
    if wish.state in Proposal.PUBLIC_STATES:
        found.append(str(State(wish.state).label))
    return found
