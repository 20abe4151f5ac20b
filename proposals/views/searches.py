"""Saved searches: a name for the list as it is filtered, how often one hears of it, and its feed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from civic.common.bilingual import localized
from civic.common.clock import now
from proposals import actions, listing
from proposals.domain import searching
from proposals.models import SavedSearch
from proposals.views import feeds
from proposals.views.asking import wish_of
from proposals.views.common import show, signed_in


class SearchForm(forms.Form):
    """A name, and how often."""

    name = forms.CharField(label=gettext_lazy("Name of the search"), max_length=80)
    every = forms.ChoiceField(
        label=gettext_lazy("How often do you want to hear of new proposals?"),
        choices=SavedSearch.Every.choices, widget=forms.RadioSelect, initial=SavedSearch.Every.DAY,
    )  # fmt: skip


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The person's saved searches."""
    person = signed_in(request)
    lines = [
        {
            "search": each,
            "href": f"{reverse('proposals:index')}?{each.query}",
            "words": ", ".join(_words(searching.wish_of(each))),
            "feed": reverse("proposals:search_feed", args=[each.token]),
        }
        for each in SavedSearch.objects.filter(user=person)[: actions.MOST_SEARCHES]
    ]
    return show(request, "searches", {"lines": lines, "everies": SavedSearch.Every.choices})


@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """Give the list, as the address filters it, a name."""
    person = signed_in(request)
    wish = wish_of(request.GET)
    query = searching.query_of(wish)
    form = SearchForm(request.POST or None, initial={"name": ", ".join(_words(wish))[:80]})
    actions.save_search.require(person, query=query)
    if request.method == "POST" and form.is_valid():
        searching.save_search(person, query=query, at=now(), **form.cleaned_data)
        messages.success(request, _("The search is saved."))
        return redirect("proposals:searches")
    context = {"form": form, "words": _words(wish), "back": f"{reverse('proposals:index')}?{query}"}
    return show(request, "search_form", context, status=422 if form.errors else 200)


def _words(wish: listing.Wish) -> list[str]:
    """What is searched for, as a person would say it."""
    return listing.described(wish)


def _own(request: HttpRequest, pk: int) -> tuple[Any, SavedSearch]:
    person = signed_in(request)
    found = SavedSearch.objects.filter(user=person, pk=pk).first()
    if found is None:
        raise Http404
    return person, found


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Hear of it more or less often."""
    person, search = _own(request, pk)
    every = request.POST.get("every", "")
    if every in SavedSearch.Every.values:
        searching.change_search(person, search, every=every, at=now())
        messages.success(request, _("It is changed."))
    return redirect("proposals:searches")


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw it away."""
    person, search = _own(request, pk)
    searching.drop_search(person, search)
    messages.success(request, _("The search is thrown away."))
    return redirect("proposals:searches")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The newest that fit a saved search, for a feed reader: whoever has the address may read."""
    search = SavedSearch.objects.filter(token=token, user__is_active=True).first()
    if search is None:
        raise Http404
    page = listing.page(searching.wish_of(search, size=feeds.LENGTH), request.user, now())
    made = feeds.begin(request, search.name, f"{reverse('proposals:index')}?{search.query}")
    for one in page:
        feeds.add(
            made, one, localized(one, "title"), localized(one, "summary"), one.submitted_at, one.number or ""
        )
    return feeds.written(made)
