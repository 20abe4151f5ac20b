"""Questions about proposals that are asked from two or more places."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Left

from civic.processes.models import Phase, Process
from proposals import gist
from proposals.models import (
    Answer,
    Award,
    Call,
    CoProposer,
    Merge,
    Proposal,
    ProposalQuerySet,
    Routing,
    Terms,
    TermsQuerySet,
    Transfer,
    Version,
)

SUMMARY_LENGTH = 200
NOT_WORTH_MEETING = {"withdrawn", "merged", "transferred"}  # nobody can support or comment on these any more

RARE = 0.002  # a pair that fewer proposals hold is not counted: see domain/weighing.py
TITLE, BODY = 1.0, 0.25  # what a pair weighs that stands in the other's title, or only in its text
LEAST = 0.18  # of the asked title's weight: below it hardly anything is about the same
LOOKED_AT = 3_000  # rows that the rare pairs of one question may be expected to have
MOST = 1_500  # rows read for one pair, and for a title that holds every pair: WHOLE
WHOLE = 50
TEXTS = 500  # rows that the rarest pairs may have for those to be looked for in texts as well
READ = 40  # proposals whose texts are read for every pair: those with the most alike titles

# Pairs are looked up from the rarest on, as many as the budget lets, in titles, and the rarest of them in texts too. What
# that brings is put in order by every pair of the title, the common ones too; of the first in that order the texts are
# read as well, and the order is made anew. A title of common words only is looked for as a whole besides. A rare pair
# weighs more: ln(1 + all / those that have it). Long titles meet many pairs by chance, so the length is taken out in part.
# The figures come from docs/decisions/0040, the order of reading from 0212.
SIMILAR = """
WITH size AS (SELECT greatest((SELECT reltuples FROM pg_class WHERE oid = 'proposals_proposal'::regclass), 10) AS rows),
asked AS (
    SELECT key, share IS NOT NULL AS known, coalesce(share, %(rare)s) * (SELECT rows FROM size) AS expected
    FROM unnest(%(keys)s::text[]) AS key LEFT JOIN proposals_keyshare USING (key)
),
summed AS (SELECT key, expected, sum(expected) OVER (ORDER BY expected, key) AS cost FROM asked),
looked AS MATERIALIZED (SELECT key, expected, cost FROM summed WHERE cost <= %(budget)s OR cost = expected),
titled AS MATERIALIZED (
    SELECT one.id, one.title_keys FROM looked CROSS JOIN LATERAL (
        SELECT id, title_keys FROM proposals_proposal
        WHERE title_keys @> ARRAY[looked.key] AND state = ANY(%(states)s) LIMIT %(most)s
    ) one
    UNION
    SELECT id, title_keys FROM (
        SELECT id, title_keys FROM proposals_proposal
        WHERE title_keys @> %(keys)s::text[] AND state = ANY(%(states)s) LIMIT %(whole)s
    ) whole
),
found AS MATERIALIZED (
    SELECT asked.key, titled.id, cardinality(titled.title_keys) AS length, %(title)s AS part
    FROM titled JOIN asked ON asked.key = ANY(titled.title_keys)
    UNION ALL
    SELECT looked.key, one.id, one.length, %(body)s FROM looked CROSS JOIN LATERAL (
        SELECT id, cardinality(title_keys) AS length FROM proposals_proposal
        WHERE bigrams @> ARRAY[looked.key] AND state = ANY(%(states)s) AND NOT title_keys @> ARRAY[looked.key]
        LIMIT %(most)s
    ) one WHERE looked.cost <= %(texts)s
),
everything AS (SELECT greatest((SELECT rows FROM size), (SELECT count(*) FROM titled)) AS rows),
weighed AS MATERIALIZED (
    SELECT key, ln(1 + (SELECT rows FROM everything) /
        CASE WHEN bool_or(known) THEN max(expected) ELSE greatest(count(found.id), 1) END) AS weight
    FROM asked LEFT JOIN found USING (key) GROUP BY key
),
likely AS MATERIALIZED (
    SELECT id, max(length) AS length FROM found JOIN weighed USING (key) GROUP BY id
    ORDER BY sum(part * weight) / sqrt(10 + max(length)) DESC, id DESC LIMIT %(read)s
),
texts AS MATERIALIZED (  -- an array put together is unpacked once, not for each pair
    SELECT id, length, title_keys, bigrams || ARRAY[]::text[] AS pairs FROM likely JOIN proposals_proposal USING (id)
),
scored AS (
    SELECT id, length, sum(weight *
        CASE WHEN key = ANY(title_keys) THEN %(title)s WHEN key = ANY(pairs) THEN %(body)s ELSE 0 END
    ) / (SELECT sum(weight) FROM weighed) AS score
    FROM texts CROSS JOIN weighed GROUP BY id, length
)
SELECT id, score FROM scored WHERE score >= %(least)s ORDER BY score / sqrt(10 + length) DESC, id DESC LIMIT %(limit)s
"""


def standing_call(at: datetime) -> Call | None:
    """The call for everything that gathers proposals at this moment; the newest where there are several."""
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
        process__call__terms__isnull=True,
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


def public_calls() -> QuerySet[Call]:
    """Every call that may be named to anybody: one of limited time is not, until it is published."""
    open_to_all = Q(terms__isnull=True) | Q(terms__published_at__isnull=False)
    return Call.objects.filter(open_to_all).select_related("process")


def _calls() -> QuerySet[Call]:
    """Calls without terms of their own: those of limited time are entered on their own pages."""
    return (
        Call.objects.filter(process__kind=Process.Kind.PROPOSALS, terms__isnull=True)
        .select_related("process", "ladder")
        .prefetch_related("process__phases", "ladder__steps")
    )


def terms_for(viewer: Any) -> TermsQuerySet:
    """Calls of limited time that the viewer may see, with what their pages show."""
    found = Terms.objects.visible_to(viewer).select_related(
        "call__process__area", "call__ladder", "department"
    )
    return found.prefetch_related("call__process__phases", "areas")


def in_list(viewer: Any) -> ProposalQuerySet:
    """Public proposals as lists show them: the beginning of the text, never all of it."""
    return (
        Proposal.objects.visible_to(viewer)
        .published()
        .select_related("topic", "area", "department")
        .defer("bigrams", "title_keys", "body", "body_en")
        .annotate(
            summary=Left("body", SUMMARY_LENGTH), summary_en=Left("body_en", SUMMARY_LENGTH), placed=_placed()
        )
    )


def _placed() -> Subquery:
    """The place that a proposal took in its call, if it took one; a subquery, because a list joins nothing for it."""
    return Subquery(Award.objects.filter(proposal=OuterRef("pk")).values("place")[:1])


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
        .annotate(placed=_placed())
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
        .defer("bigrams", "title_keys", "body", "body_en")
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
        "rare": RARE, "budget": LOOKED_AT, "most": MOST, "whole": WHOLE, "title": TITLE, "body": BODY, "least": least,
        "limit": limit, "texts": TEXTS, "read": READ,
    }  # fmt: skip


def _ranked(keys: list[str], limit: int, least: float) -> dict[int, float]:
    """Rows and their scores, the best first."""
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR, question(keys, limit=limit, least=least))
        return dict(cursor.fetchall())
