"""Searches that people keep."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal
from proposals.actions.common import signed_in
from proposals.models import SavedSearch
from proposals.refusals import NothingToSearch, SearchKept, TooManySearches

MOST = 20


@action("proposals.save_search", label=_("Save a search"))
def save_search(actor: Actor, *, query: str) -> Iterator[Refusal]:
    """Whoever is signed in, up to twenty, each once; a search for everything is the list itself."""
    yield from signed_in(actor)
    if not query:
        yield NothingToSearch()
    own = SavedSearch.objects.filter(user_id=actor.pk or 0)
    if own.filter(query=query).exists():
        yield SearchKept()
    if own.count() >= MOST:
        yield TooManySearches(most=MOST)


@action("proposals.keep_search", label=_("Change or drop a saved search"))
def keep_search(actor: Actor, *, search: SavedSearch) -> Iterator[Refusal]:
    """One's own."""
    yield from signed_in(actor)
    if search.user_id != actor.pk:
        yield NotAllowed()
