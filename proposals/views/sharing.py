"""A proposal for other sites: a card to embed, and its facts for machines."""

from hashlib import sha256
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from civic.common.bilingual import localized
from civic.common.clock import now
from civic.common.kept import kept
from civic.common.korean import masked
from proposals import shown
from proposals.models import Proposal
from proposals.picture import card as card_picture
from proposals.views.common import one

PICTURE_SECONDS = 24 * 60 * 60


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its type forgets the parts of an address
def embed(request: HttpRequest, number: str) -> HttpResponse:
    """A small card without anything to press but a link; the one page that other sites may frame."""
    proposal, at = one(request, number), now()
    context = {"proposal": proposal, "card": shown.card(proposal, at), "goal": shown.goal(proposal), "at": at}
    return render(request, "proposals/embed.html", context)


@require_safe
def picture(request: HttpRequest, number: str, language: str) -> HttpResponse:
    """The picture that messengers show beside the link; kept for as long as what it shows is the same."""
    proposal, at = one(request, number), now()
    with override(language):
        wanted = shown.goal(proposal) if proposal.state == Proposal.State.OPEN else None
        said = {
            "site": settings.SITE_NAME[language],
            "number": proposal.number or "",
            "state": shown.state_label(proposal, at),
            "title": localized(proposal, "title"),
            "supports": shown.supports_line(proposal),
        }
    share = proposal.support_count / wanted if wanted else None
    key = "proposals.picture:" + sha256(repr((sorted(said.items()), share)).encode()).hexdigest()
    drawn = kept.get_or_set(key, lambda: card_picture(**said, share=share), PICTURE_SECONDS)
    return HttpResponse(drawn, content_type="image/png", headers={"Cache-Control": "public, max-age=600"})


@require_safe
def facts(request: HttpRequest, number: str) -> HttpResponse:
    """The proposal as JSON-LD (schema.org), in a document of its own: the pages have no inline scripts."""
    return JsonResponse(described(one(request, number)), content_type="application/ld+json")


def _place(proposal: Proposal) -> dict[str, Any] | None:
    named = {"name": str(proposal.area)} if proposal.area else {}
    if proposal.latitude is not None and proposal.longitude is not None:
        at = {"latitude": float(proposal.latitude), "longitude": float(proposal.longitude)}
        return {"@type": "Place", **named, "geo": {"@type": "GeoCoordinates", **at}}
    return {"@type": "Place", **named} if named else None


def described(proposal: Proposal) -> dict[str, Any]:
    """What schema.org has words for; a writer is named shortened."""
    address = f"{settings.SITE_URL}{proposal.get_absolute_url()}"
    counted = {"supports": ("LikeAction", proposal.support_count)}
    if proposal.thread is not None:
        counted["comments"] = ("CommentAction", proposal.thread.comment_count)
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "@id": address,
        "url": address,
        "identifier": proposal.number,
        "headline": localized(proposal, "title"),
        "text": localized(proposal, "body"),
        "datePublished": proposal.submitted_at.isoformat() if proposal.submitted_at else None,
        "author": {"@type": "Person", "name": masked(proposal.shown_author)}
        if proposal.shown_author
        else None,
        "about": str(proposal.topic) if proposal.topic else None,
        "contentLocation": _place(proposal),
        "interactionStatistic": [
            {
                "@type": "InteractionCounter",
                "interactionType": f"https://schema.org/{kind}",
                "userInteractionCount": n,
            }
            for kind, n in counted.values()
        ],
        "comment": [
            {
                "@type": "Answer",
                "author": {"@type": "GovernmentOrganization", "name": str(answer.department)},
                "datePublished": answer.at.isoformat(),
                "text": localized(answer, "text"),
            }
            for answer in proposal.answers.all()
        ],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}
