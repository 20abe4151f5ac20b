"""Saved searches: kept, changed, dropped; and once a day or a week their owners hear of what is new in them."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from civic.accounts.actors import Actor, person
from civic.common import clock, locks
from civic.common.constraints import refusing
from civic.common.korean import nfc
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify
from proposals import actions, listing
from proposals.models import SavedSearch
from proposals.queries import in_list
from proposals.refusals import SearchKept

BATCH = 200
MOST_COUNTED = 100
STEP = {"day": timedelta(days=1), "week": timedelta(days=7)}
# Whoever submits holds the moment of the submission open for a little: what is looked at has been still for so long.
SETTLED = timedelta(minutes=2)
KEPT = ("q", "area", "topic", "state", "department", "call")


def query_of(wish: listing.Wish) -> str:
    """The filters and words of a wish in one normal order, without its order and page; blank for everything."""
    return urlencode({name: value for name in KEPT if (value := getattr(wish, name))})


def wish_of(search: SavedSearch, **more: Any) -> listing.Wish:
    """What a saved search asks the list for."""
    given = QueryDict(search.query)
    asked: dict[str, Any] = {name: given.get(name, "") for name in KEPT}
    return listing.Wish(**asked, **more)


@transaction.atomic
def save_search(actor: Actor, *, name: str, query: str, every: str, at: datetime) -> SavedSearch:
    """Keep a search. Raises what `actions.save_search` refuses. The lock keeps two at once from both being the twentieth."""
    user = person(actor)
    if user is None:
        raise SignInFirst
    locks.exclude(f"proposals.searches:{user.pk}")
    actions.save_search.require(actor, query=query)
    with refusing({"search_saved_once_by_a_person": SearchKept}):
        return SavedSearch.objects.create(
            user=user, name=nfc(name).strip(), query=query, every=every, created_at=at, seen_until=at - SETTLED,
            next_at=_next(every, at),
        )  # fmt: skip


def _next(every: str, at: datetime) -> datetime | None:
    return at + STEP[every] if every in STEP else None


@transaction.atomic
def change_search(actor: Actor, search: SavedSearch, *, every: str, at: datetime) -> SavedSearch:
    """Hear of it more or less often, or never. Raises what `actions.keep_search` refuses."""
    fresh = SavedSearch.objects.select_for_update(of=("self",)).get(pk=search.pk)
    actions.keep_search.require(actor, search=fresh)
    fresh.every, fresh.next_at = every, _next(every, at)
    fresh.save(update_fields=["every", "next_at"])
    return fresh


@transaction.atomic
def drop_search(actor: Actor, search: SavedSearch) -> None:
    """Throw a saved search away; its feed ends with it."""
    actions.keep_search.require(actor, search=search)
    search.delete()


def tell_all(at: datetime | None = None) -> int:
    """Tell the owners of every search that is due what is new in it, once; gives how many were told.

    Safe to run at any time and any number of times: how far one was told stands in its row, under its lock.
    """
    at = at or clock.now()
    told, after = 0, 0
    due = SavedSearch.objects.filter(next_at__lte=at, user__is_active=True).order_by("pk")
    while ids := list(due.filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        told += sum(_tell(pk, at) for pk in ids)
        after = ids[-1]
    return told


@transaction.atomic
def _tell(pk: int, at: datetime) -> bool:
    held = SavedSearch.objects.select_for_update(of=("self",), skip_locked=True)
    search = held.filter(pk=pk, next_at__lte=at).first()
    if search is None:
        return False
    until = at - SETTLED
    visitor = AnonymousUser()
    fresh = listing.filtered(in_list(visitor), wish_of(search))
    fresh = fresh.filter(submitted_at__gt=search.seen_until, submitted_at__lte=until).order_by(
        "-submitted_at", "-id"
    )
    found = list(fresh[: MOST_COUNTED + 1])
    since = search.seen_until
    search.seen_until, search.next_at = max(until, since), _next(search.every, at)
    search.save(update_fields=["seen_until", "next_at"])
    if not found:
        return False
    count = f"{MOST_COUNTED}+" if len(found) > MOST_COUNTED else str(len(found))
    notify(
        "proposals.saved_search", search, path=f"{reverse('proposals:index')}?{search.query}", once=since.isoformat(),
        wanted=search.name, count=count, title=found[0].title, title_en=found[0].title_en,
    )  # fmt: skip
    return True
