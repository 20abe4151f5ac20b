"""Proposals as lists show them."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Left

from proposals.models import Award, Proposal, ProposalQuerySet

SUMMARY_LENGTH = 200
LONG = ("bigrams", "title_keys", "body", "body_en")  # what no list and no link shows


def in_list(viewer: Any) -> ProposalQuerySet:
    """Public proposals as lists show them: the beginning of the text, never all of it."""
    return (
        Proposal.objects.visible_to(viewer)
        .published()
        .select_related("topic", "area", "department")
        .defer(*LONG)
        .annotate(
            summary=Left("body", SUMMARY_LENGTH), summary_en=Left("body_en", SUMMARY_LENGTH), placed=placed()
        )
    )


def placed() -> Subquery:
    """The place that a proposal took in its call, if it took one; a subquery, because a list joins nothing for it."""
    return Subquery(Award.objects.filter(proposal=OuterRef("pk")).values("place")[:1])
