"""One proposal: with all that its page shows, or as an act begins with it."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from proposals.models import (
    Answer,
    CoProposer,
    Merge,
    Proposal,
    ProposalQuerySet,
    Routing,
    Transfer,
    Version,
)
from proposals.queries.lists import LONG, placed


def _answers() -> QuerySet[Answer]:
    """Answers with what followed them: one query, slips apart."""
    return (
        Answer.objects.select_related("department", "question").prefetch_related("slips").order_by("at", "pk")
    )


def _standing_merges() -> QuerySet[Merge]:
    """Merges that were not undone, with what was taken in and who wrote it; nothing that was hidden since."""
    shown = Merge.objects.filter(undone_at__isnull=True, source__state__in=Proposal.PUBLIC_STATES)
    standing = shown.select_related("source__author").order_by("pk")
    return standing.defer(*_texts_of("source"))


def _texts_of(*related: str) -> list[str]:
    """What is not read of proposals that a page only names: their texts, and the search columns."""
    return [f"{name}__{column}" for name in related for column in LONG]


def _standing_together() -> QuerySet[CoProposer]:
    return CoProposer.objects.standing().select_related("user").order_by("joined_at", "pk")


def in_full(viewer: Any) -> ProposalQuerySet:
    """Proposals with all that their page shows, except comments."""
    return (
        Proposal.objects.visible_to(viewer)
        .exclude(state=Proposal.State.DRAFT)
        .annotate(placed=placed())
        .select_related(
            "call__process",
            "call__ladder",
            "call__terms",
            "topic",
            "area",
            "department",
            "author",
            "thread",
            "merged_into",
            "split_from",
            "debate",
            "head_answer",
            "evidence",
            "assistance",
        )
        .defer(*_texts_of("merged_into", "split_from"))
        .prefetch_related(
            "call__ladder__steps",
            Prefetch("answers", _answers()),
            Prefetch("routings", Routing.objects.select_related("department").order_by("at", "pk")),
            Prefetch("versions", Version.objects.order_by("number")),
            "rungs",
            Prefetch("transfers", Transfer.objects.select_related("area").order_by("pk")),
            Prefetch("co_proposers", _standing_together(), to_attr="together"),
            Prefetch("taken_in", _standing_merges(), to_attr="united"),
        )
    )


def to_support(viewer: Any) -> ProposalQuerySet:
    """Proposals as a support needs them, which comes a hundred times as often as any other act: without what their page shows."""
    return (
        Proposal.objects.visible_to(viewer)
        .exclude(state=Proposal.State.DRAFT)
        .select_related("call__ladder", "thread")
        .defer(*LONG)
    )


def to_act(viewer: Any) -> ProposalQuerySet:
    """Proposals as a rule asks about them and an act begins with them: one query, where their page needs nine."""
    return (
        Proposal.objects.visible_to(viewer)
        .exclude(state=Proposal.State.DRAFT)
        .select_related(
            "call__process", "call__ladder", "call__terms", "topic", "area", "department", "author", "thread",
            "debate", "assistance",
        )
    )  # fmt: skip
