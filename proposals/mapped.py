"""How many proposals there are in each district, for the maps. The worker counts every few minutes; the page says when.

No reader waits for a count of all proposals. One filter (and a state) is read from the worker's numbers. Several filters
together are counted by the worker when somebody asks for them, and kept for a while. With words there is nothing to keep,
because everybody asks for others: all are counted where few hold them, else the newest, and the page says how many those are.
See docs/decisions/0197, 0211 and 0226.
"""

from collections import Counter
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum
from redis.exceptions import RedisError

from civic.areas.models import Area
from civic.common.kept import kept
from civic.common.waking import wake
from proposals import listing
from proposals.listing import Wish
from proposals.models import Proposal, ProposalQuerySet, Tallied, Tally

MOST = 300  # proposals whose texts are read for the words
AMONG = 5_000  # the newest proposals, among which the newest that hold common words are looked for
SOON = 30  # seconds within which the worker is asked for the same count once
Facet = Tally.Facet


@dataclass(frozen=True)
class Counted:
    """District → number, and when it was counted; None: not yet, the worker is asked.

    ``newest`` where more hold the words than are read: so many of the newest that do are counted; None: all are.
    """

    districts: dict[str, int]
    at: datetime | None
    newest: int | None = None


def by_district(wish: Wish, at: datetime) -> Counted:
    """How many proposals the list of each district would show with the same filters, words and kind.

    The same for every viewer. Two queries, one more for each filter.
    """
    wish = replace(wish, area="", after=None, seed=0)
    if wish.q:
        return _with_words(wish, at)
    if not settings.PLACES_COUNTED_SECONDS:
        return count(wish, at)
    facets = listing.facets(wish)
    return _tallied(wish, facets) if len(facets) < 2 else _kept(wish)


def count(wish: Wish, at: datetime) -> Counted:
    """Count now, all that there are. For the worker."""
    return Counted(_grouped(_rows(wish, at))[0], at)


def keep(wish: Wish, at: datetime) -> None:
    """Count what somebody has asked for, and keep it. For the worker."""
    cache.set(_key(wish), count(wish, at), settings.PLACES_COUNTED_SECONDS)


def _tallied(wish: Wish, facets: dict[str, list[int]]) -> Counted:
    """From the worker's numbers. One filter at most."""
    counted = Tallied.objects.values_list("at", flat=True).first()
    if counted is None:
        _ask("proposals.tally")
        return Counted({}, None)
    [(facet, keys)] = facets.items() or [(Facet.ALL.value, [0])]
    found = Tally.objects.filter(facet=facet, key__in=keys, stand__in=_stands(wish))
    rows = found.values_list("district").annotate(number=Sum("number")).order_by()
    return Counted(dict(rows), counted)


def _stands(wish: Wish) -> list[str]:
    """Whose numbers make up what the wish shows: some orders show only those that they make sense for."""
    states = [wish.state] if wish.state in Proposal.PUBLIC_STATES else Proposal.PUBLIC_STATES
    for order, state in (("near", Proposal.State.OPEN), ("overdue", Proposal.State.REVIEW)):
        if wish.order == order:
            return [order] if state in states else []
    return states


def _kept(wish: Wish) -> Counted:
    """Several filters together: what the worker has counted for whoever asked lately."""
    counted: Counted | None = kept.get(_key(wish))
    if counted is None:
        _ask(_key(wish), asdict(wish))
    return counted or Counted({}, None)


def _ask(name: str, *wish: Any) -> None:
    """Ask the worker for a count, once in a while however many look."""
    try:
        first = cache.add(f"{name}:asked", 1, SOON)
    except RedisError:
        return  # nor would a worker hear of it
    if first:
        wake("proposals.tasks.count_places", *wish)


def _with_words(wish: Wish, at: datetime) -> Counted:
    """All that hold the words where few do; else the newest of them. At most three queries, and one for each filter."""
    likely = listing.likely(_rows(replace(wish, q=""), at), wish.q).values_list("pk", flat=True)
    few = likely[: MOST + 1].count() <= MOST
    read = (likely if few else _newest(likely))[:MOST]
    districts, number = _grouped(Proposal.objects.filter(listing.read_again(wish.q), pk__in=read))
    return Counted(districts, at, None if few else number)


def _newest(found: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The newest first, among the newest of the city only: all would have to be read to be put in order."""
    since = kept.get_or_set("proposals.newest_since", _since, settings.PLACES_COUNTED_SECONDS)
    among = found if since is None else found.filter(submitted_at__gte=since)
    return among.order_by("-submitted_at", "-pk")


def _since() -> datetime | None:
    """When the last of the newest proposals was submitted; None where there are not that many. A number known before the
    question is put lets the database join both indexes; an older one only means a few more."""
    submitted = Proposal.objects.filter(submitted_at__isnull=False).order_by("-submitted_at", "-pk")
    return submitted.values_list("submitted_at", flat=True)[AMONG - 1 : AMONG].first()


def _rows(wish: Wish, at: datetime) -> ProposalQuerySet:
    public = Proposal.objects.visible_to(AnonymousUser()).published()
    return listing.ordered(listing.filtered(public, wish), wish, at).order_by()


def _grouped(found: QuerySet[Proposal]) -> tuple[dict[str, int], int]:
    """District → number, and how many there are with those that name no area."""
    rows = (
        found.order_by().values_list("area_id", "area__level", "area__parent_id").annotate(number=Count("pk"))
    )
    counted: Counter[str | None] = Counter()
    for area, level, parent, number in rows:
        counted[parent if level == Area.Level.NEIGHBOURHOOD else area] += number
    return {code: number for code, number in counted.items() if code}, counted.total()


def _key(wish: Wish) -> str:
    """The filters, and the kind: some orders show only those that they make sense for."""
    asked = {name: value for name, value in asdict(wish).items() if name not in ("seed", "after", "size")}
    return f"proposals.places:{sha256(dumps(asked, sort_keys=True).encode()).hexdigest()}"
