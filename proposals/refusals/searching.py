"""Why a search is not saved."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NothingToSearch(Refusal):
    code = "proposals.nothing_to_search"
    sentence = _("Choose a filter or write a word first.")
    forward = _("For everything that is new there is the feed of all proposals.")
    status = 422


class SearchKept(Refusal):
    code = "proposals.search_kept"
    sentence = _("You have saved this search already.")
    forward = _("It stands among your saved searches.")


class TooManySearches(Refusal):
    code = "proposals.too_many_searches"
    sentence = _("You have saved %(most)s searches; there is no room for more.")
    forward = _("Throw one away first.")
