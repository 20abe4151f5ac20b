"""Atom feeds: new proposals, with the filters of the list, and new answers of departments."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from civic.common.bilingual import localized
from civic.common.clock import now
from proposals import listing, shown
from proposals.models import Answer, Proposal
from proposals.views.asking import wish_of

LENGTH = 30


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """The newest proposals that the filters of the address let through; two queries at most."""
    wish = wish_of(request.GET, order="newest", size=LENGTH)
    page = listing.page(wish, request.user, now())
    feed = begin(request, _("New proposals"), reverse("proposals:index"))
    for one in page:
        add(feed, one, localized(one, "title"), localized(one, "summary"), one.submitted_at, one.number or "")
    return written(feed)


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """The newest answers, interim and final."""
    public = Answer.objects.filter(proposal__state__in=Proposal.PUBLIC_STATES)
    feed = begin(request, _("New answers"), reverse("proposals:departments"))
    for answer in public.select_related("proposal", "department").order_by("-at", "-pk")[:LENGTH]:
        kind = _("Interim answer") if answer.interim else str(answer.get_disposition_display())
        title = f"{localized(answer.proposal, 'title')}: {kind} ({answer.department})"
        add(feed, answer.proposal, title, localized(answer, "text"), answer.at, f"answer-{answer.pk}")
    return written(feed)


def begin(request: HttpRequest, title: str, page: str) -> Atom1Feed:
    """A feed without entries yet; ``page`` is the page it tells about."""
    return Atom1Feed(
        title=title,
        link=f"{settings.SITE_URL}{page}",
        description=title,
        language=get_language(),
        feed_url=f"{settings.SITE_URL}{request.get_full_path()}",
    )


def add(feed: Atom1Feed, one: Proposal, title: str, text: str, at: datetime | None, key: str) -> None:
    """One entry; ``key`` tells it from others about the same proposal."""
    address = f"{settings.SITE_URL}{one.get_absolute_url()}"
    feed.add_item(
        title=title, link=address, description=shown.shortened(text, 300), unique_id=f"{address}#{key}",
        pubdate=at, updateddate=at, categories=[str(one.get_state_display())],
    )  # fmt: skip


def written(feed: Atom1Feed) -> HttpResponse:
    """The feed as an answer."""
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
