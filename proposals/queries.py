"""Questions about proposals that are asked from two or more places."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Left

from civic.processes.models import Phase, Process
from proposals import gist
from proposals.models import (
    Answer,
    Call,
    CoProposer,
    Merge,
    Proposal,
    ProposalQuerySet,
    Routing,
    Transfer,
    Version,
)

SUMMARY_LENGTH = 200
NOT_WORTH_MEETING = {"withdrawn", "merged", "transferred"}  # nobody can support or comment on these any more

RARE = 0.002  # a pair that fewer proposals hold is not counted: see domain/weighing.py
TITLE, BODY = 1.0, 0.25  # what a pair weighs that stands in the other's title, or only in its text
LEAST = 0.18  # of the asked title's weight: below it hardly anything is about the same
LOOKED_AT = (
    30_000  # rows that one question may read; the pairs that would cost more are the ones that say least
)

# Pairs are looked up from the rarest on. A rare pair weighs more: ln(1 + all / those that have it). Long titles meet
# many pairs by chance, so the length is taken out in part. The figures come from docs/decisions/0040.
SIMILAR = """
WITH size AS (SELECT greatest((SELECT reltuples FROM pg_class WHERE oid = 'proposals_proposal'::regclass), 10) AS rows),
asked AS (
    SELECT key, coalesce(proposals_keyshare.share, %(rare)s) * (SELECT rows FROM size) AS expected
    FROM unnest(%(keys)s::text[]) AS key LEFT JOIN proposals_keyshare USING (key)
),
summed AS (SELECT key, expected, sum(expected) OVER (ORDER BY expected, key) AS cost FROM asked),
looked AS MATERIALIZED (SELECT key FROM summed WHERE cost <= %(budget)s OR cost = expected),
found AS MATERIALIZED (
    SELECT looked.key, proposal.id, cardinality(proposal.title_keys) AS length, %(title)s AS part
    FROM looked JOIN proposals_proposal proposal ON proposal.title_keys @> ARRAY[looked.key]
    WHERE proposal.state = ANY(%(states)s)
    UNION ALL
    SELECT looked.key, proposal.id, cardinality(proposal.title_keys), %(body)s
    FROM looked JOIN proposals_proposal proposal ON proposal.bigrams @> ARRAY[looked.key]
    WHERE proposal.state = ANY(%(states)s) AND NOT proposal.title_keys @> ARRAY[looked.key]
),
everything AS (SELECT greatest((SELECT rows FROM size), (SELECT count(DISTINCT id) FROM found)) AS rows),
weighed AS (
    SELECT key, ln(1 + (SELECT rows FROM everything) / greatest(count(found.id), 1)) AS weight
    FROM looked LEFT JOIN found USING (key) GROUP BY key
),
scored AS (
    SELECT found.id, max(found.length) AS length,
           sum(found.part * weighed.weight) / (SELECT sum(weight) FROM weighed) AS score
    FROM found JOIN weighed USING (key) GROUP BY found.id
)
SELECT id, score FROM scored WHERE score >= %(least)s ORDER BY score / sqrt(10 + length) DESC, id DESC LIMIT %(limit)s
"""


def standing_call(at: datetime) -> Call | None:
    """The call that gathers proposals at this moment; the newest where there are several."""
    return (
        _calls()
        .filter(
            process__phases__kind="gather",
            process__phases__opens_at__lte=at,
            process__phases__closes_at__gt=at,
        )
        .order_by("-pk")
        .first()
    )


def takes_now(at: datetime) -> bool:
    """Does any call gather proposals at this moment? One query."""
    return Phase.objects.filter(
        process__kind=Process.Kind.PROPOSALS,
        process__call__isnull=False,
        kind="gather",
        opens_at__lte=at,
        closes_at__gt=at,
    ).exists()


def next_call(at: datetime) -> Call | None:
    """The call that opens next."""
    return (
        _calls()
        .filter(process__phases__kind="gather", process__phases__opens_at__gt=at)
        .order_by("process__phases__opens_at")
        .first()
    )


def _calls() -> QuerySet[Call]:
    return (
        Call.objects.filter(process__kind=Process.Kind.PROPOSALS)
        .select_related("process", "ladder")
        .prefetch_related("process__phases", "ladder__steps")
    )


def in_list(viewer: Any) -> ProposalQuerySet:
    """Public proposals as lists show them: the beginning of the text, never all of it."""
    return (
        Proposal.objects.visible_to(viewer)
        .published()
        .select_related("topic", "area", "department")
        .defer("bigrams", "title_keys", "body", "body_en")
        .annotate(summary=Left("body", SUMMARY_LENGTH), summary_en=Left("body_en", SUMMARY_LENGTH))
    )


def _answers() -> QuerySet[Answer]:
    """Answers with what followed them: one query, slips apart."""
    return (
        Answer.objects.select_related("department", "question").prefetch_related("slips").order_by("at", "pk")
    )


def _standing_merges() -> QuerySet[Merge]:
    """Merges that were not undone, with what was taken in and who wrote it."""
    return Merge.objects.filter(undone_at__isnull=True).select_related("source__author").order_by("pk")


def _standing_together() -> QuerySet[CoProposer]:
    return CoProposer.objects.standing().select_related("user").order_by("joined_at", "pk")


def in_full(viewer: Any) -> ProposalQuerySet:
    """Proposals with all that their page shows, except comments."""
    return (
        Proposal.objects.visible_to(viewer)
        .exclude(state=Proposal.State.DRAFT)
        .select_related(
            "call__process",
            "call__ladder",
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


def similar_to(title: str, viewer: Any, *, limit: int = 5, least: float = LEAST) -> list[Proposal]:
    """Proposals about the same as a title, the most alike first; ``score`` (0 to 1) is set on each.

    ``least`` is the share of the asked title's weight that must be met. At most two queries.
    """
    asked = gist.keys(title)
    ranked = _ranked(asked, limit, least) if asked else {}
    if not ranked:
        return []
    found = {one.pk: one for one in in_list(viewer).filter(pk__in=ranked)}
    for pk, one in found.items():
        one.score = ranked[pk]  # type: ignore[attr-defined]  # for this list only
    return [found[pk] for pk in ranked if pk in found]


def question(keys: list[str], *, limit: int = 5, least: float = LEAST) -> dict[str, Any]:
    """What `SIMILAR` is asked with."""
    return {
        "keys": keys, "states": [state for state in Proposal.PUBLIC_STATES if state not in NOT_WORTH_MEETING],
        "rare": RARE, "budget": LOOKED_AT, "title": TITLE, "body": BODY, "least": least, "limit": limit,
    }  # fmt: skip


def _ranked(keys: list[str], limit: int, least: float) -> dict[int, float]:
    """Rows and their scores, the best first."""
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR, question(keys, limit=limit, least=least))
        return dict(cursor.fetchall())
