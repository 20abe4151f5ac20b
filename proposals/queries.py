"""Questions about proposals that are asked from two or more places."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Case, FloatField, Prefetch, QuerySet, Value, When
from django.db.models.functions import Left

from civic.common.korean import nfc
from civic.processes.models import Phase, Process
from proposals.models import Answer, Call, Merge, Proposal, ProposalQuerySet, Routing, Transfer, Version

SUMMARY_LENGTH = 200
NOT_WORTH_MEETING = {"withdrawn", "merged", "transferred"}  # nobody can support or comment on these any more

# Words that are rare among the titles that share any with the asked one weigh more: ln(1 + all / those that have it).
SIMILAR = """
WITH asked AS (SELECT unnest(proposal_title_keys(%(title)s)) AS key),
found AS MATERIALIZED (
    SELECT proposal.id, asked.key FROM asked JOIN proposals_proposal proposal ON proposal.title_keys @> ARRAY[asked.key]
    WHERE proposal.state = ANY(%(states)s)
),
everything AS (SELECT greatest((SELECT reltuples FROM pg_class WHERE oid = 'proposals_proposal'::regclass),
                               (SELECT count(DISTINCT id) FROM found), 10) AS rows),
weighed AS (
    SELECT key, ln(1 + (SELECT rows FROM everything) / greatest(count(found.id), 1)) AS weight
    FROM asked LEFT JOIN found USING (key) GROUP BY key
)
SELECT found.id, sum(weighed.weight) / (SELECT sum(weight) FROM weighed) AS score
FROM found JOIN weighed USING (key) GROUP BY found.id
HAVING sum(weighed.weight) / (SELECT sum(weight) FROM weighed) >= %(least)s
ORDER BY score DESC, found.id DESC LIMIT %(limit)s
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
        )
        .prefetch_related(
            "call__ladder__steps",
            Prefetch("answers", _answers()),
            Prefetch("routings", Routing.objects.select_related("department").order_by("at", "pk")),
            Prefetch("versions", Version.objects.order_by("number")),
            "rungs",
            Prefetch("transfers", Transfer.objects.select_related("area").order_by("pk")),
            Prefetch("taken_in", _standing_merges(), to_attr="united"),
        )
    )


def similar_to(title: str, viewer: Any, *, limit: int = 5, least: float = 0.3) -> list[Proposal]:
    """Proposals whose titles say nearly the same, the most alike first; ``score`` (0 to 1) is set on each.

    ``least`` is the share of the asked title's weight that must be met. Two queries.
    """
    states = [state for state in Proposal.PUBLIC_STATES if state not in NOT_WORTH_MEETING]
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR, {"title": nfc(title), "states": states, "least": least, "limit": limit})
        scores: dict[int, float] = dict(cursor.fetchall())
    if not scores:
        return []
    score = Case(*(When(pk=pk, then=Value(value)) for pk, value in scores.items()), output_field=FloatField())
    return list(in_list(viewer).filter(pk__in=scores).annotate(score=score).order_by("-score", "-pk"))
