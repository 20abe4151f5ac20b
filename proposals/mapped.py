"""How many proposals there are in each district, for the maps. Counted every few minutes, and the page says when.

Counting reads every proposal, so no reader waits for it twice: the worker counts what the home page and the map without
filters show, and what somebody asks for with filters is kept for as long. With words there is nothing to keep, because
everybody asks for others: then as many rows are counted as can be read at once, and none where there are more of them.
See docs/decisions/0197.
"""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from json import dumps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db.models import Count, QuerySet

from civic.areas.models import Area
from proposals import listing
from proposals.listing import Wish
from proposals.models import Proposal

MOST = 5_000  # rows that hold the words; of more none are counted
ALWAYS = (Wish(), Wish(state=Proposal.State.OPEN))  # what the worker counts ahead
KEPT_BY_WORKER = 3_600  # seconds: longer than a worker is away


@dataclass(frozen=True)
class Counted:
    """District → number, when it was counted; ``too_many`` where more hold the words than are counted."""

    districts: dict[str, int]
    at: datetime
    too_many: bool = False


def by_district(wish: Wish, at: datetime) -> Counted:
    """How many proposals the list of each district would show with the same filters, words and kind.

    The same for every viewer. At most one grouped query, none where the count is kept.
    """
    wish = replace(wish, area="", after=None, seed=0)
    if wish.q:
        return _with_words(wish, at)
    seconds = settings.PLACES_COUNTED_SECONDS
    kept: Counted | None = cache.get(_key(wish)) if seconds else None
    return kept or _counted(wish, at, seconds)


def count_ahead(at: datetime) -> None:
    """Count what most readers see. For the worker; safe at any time."""
    for wish in ALWAYS:
        _counted(wish, at, KEPT_BY_WORKER)


def _counted(wish: Wish, at: datetime, seconds: int) -> Counted:
    found = Counted(_grouped(_rows(wish, at)), at)
    if seconds:
        cache.set(_key(wish), found, seconds)
    return found


def _with_words(wish: Wish, at: datetime) -> Counted:
    within = list(_rows(wish, at).values_list("pk", flat=True)[: MOST + 1])
    if len(within) > MOST:
        return Counted({}, at, too_many=True)
    return Counted(_grouped(Proposal.objects.filter(pk__in=within)), at)


def _rows(wish: Wish, at: datetime) -> QuerySet[Proposal]:
    public = Proposal.objects.visible_to(AnonymousUser()).published()
    return listing.ordered(listing.filtered(public, wish), wish, at).order_by()


def _grouped(found: QuerySet[Proposal]) -> dict[str, int]:
    rows = (
        found.filter(area__isnull=False)
        .order_by()
        .values_list("area_id", "area__level", "area__parent_id")
        .annotate(number=Count("pk"))
    )
    counted: dict[str, int] = {}
    for area, level, parent, number in rows:
        code = parent if level == Area.Level.NEIGHBOURHOOD else area
        counted[code] = counted.get(code, 0) + number
    return counted


def _key(wish: Wish) -> str:
    """The filters, and the kind: some orders show only those that they make sense for."""
    asked = {name: value for name, value in asdict(wish).items() if name not in ("seed", "after", "size")}
    return f"proposals.places:{sha256(dumps(asked, sort_keys=True).encode()).hexdigest()}"
