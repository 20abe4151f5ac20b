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
LONG = ("bigrams", "title_keys", "body", "body_en")  # what no list and no link shows
RARE = 0.002  # a pair that fewer proposals hold is not counted: see domain/weighing.py
TITLE, BODY = 1.0, 0.25  # what a pair weighs that stands in the other's title, or only in its text
LEAST = 0.18  # of the asked title's weight: below it hardly anything is about the same
LOOKED_AT = 2_000  # rows of titles that one question reads
MOST = 1_000  # rows read for one pair: the newest
WHOLE = 50  # titles that hold every pair, looked for besides
DEEP = 10_000  # older rows of the rarest pair among which they are
LIKELY = 200  # proposals whose titles are read: with 100 some of real long titles were lost, with 200 none
TEXTS = 500  # rows that the rarest pairs may have for those to be looked for in texts as well
READ = 40  # proposals whose texts are read for every pair: those with the most alike titles

# Pairs are looked up from the rarest on, as many as the budget lets, in titles, and the rarest of them in texts too. Beside
# each pair stand the bits of all pairs of its title: they say how much of what is asked it can hold at most, the common
# pairs too, without a look at the proposal. Of the best by that the titles are read, and of the best of those the texts,
# which puts them in order. A title of common pairs only is looked for as a whole besides. A rare pair weighs more:
# ln(1 + all / those that have it). Long titles meet many pairs by chance, so the length is taken out in part.
# The figures come from docs/decisions/0040, the order of reading from 0212, the bits from 0225.
SIMILAR = """
WITH size AS (SELECT greatest((SELECT reltuples FROM pg_class WHERE oid = 'proposals_proposal'::regclass), 10) AS rows),
asked AS MATERIALIZED (
    SELECT key, share IS NOT NULL AS known, coalesce(share, %(rare)s) * (SELECT rows FROM size) AS expected,
        proposal_title_bits(ARRAY[key]) AS bit
    FROM unnest(%(keys)s::text[]) AS key LEFT JOIN proposals_keyshare USING (key)
),
every AS (SELECT bit_or(bit) AS bits FROM asked),
summed AS (SELECT key, sum(least(expected, %(most)s)) OVER (ORDER BY expected, key) AS cost FROM asked),
looked AS MATERIALIZED (SELECT key, cost FROM summed WHERE cost <= %(budget)s),
titled AS MATERIALIZED (
    SELECT looked.key, one.id, one.length, one.bits & (SELECT bits FROM every) AS met
    FROM looked CROSS JOIN LATERAL (
        SELECT proposal_id AS id, length, bits FROM proposals_titlepair WHERE key = looked.key
        ORDER BY proposal_id DESC LIMIT %(most)s
    ) one
    UNION ALL
    SELECT first.key, one.id, one.length, one.bits & (SELECT bits FROM every)
    FROM (SELECT key FROM looked ORDER BY cost LIMIT 1) first CROSS JOIN LATERAL (
        SELECT id, length, bits FROM (
            SELECT proposal_id AS id, length, bits FROM proposals_titlepair WHERE key = first.key
            ORDER BY proposal_id DESC OFFSET %(most)s LIMIT %(deep)s
        ) deeper WHERE bits & (SELECT bits FROM every) = (SELECT bits FROM every) LIMIT %(whole)s
    ) one
),
spoken AS MATERIALIZED (
    SELECT looked.key, one.id, one.length FROM looked CROSS JOIN LATERAL (
        SELECT id, cardinality(title_keys) AS length FROM proposals_proposal
        WHERE bigrams @> ARRAY[looked.key] AND state = ANY(%(states)s) AND NOT title_keys @> ARRAY[looked.key]
        LIMIT %(most)s
    ) one WHERE looked.cost <= %(texts)s
),
counted AS (
    SELECT key, sum(number) AS number FROM (
        SELECT key, count(*) AS number FROM titled GROUP BY key
        UNION ALL SELECT key, count(*) FROM spoken GROUP BY key
    ) AS read GROUP BY key
),
everything AS (SELECT greatest((SELECT rows FROM size), (SELECT max(number) FROM counted)) AS rows),
weighed AS MATERIALIZED (
    SELECT key, bit, ln(1 + (SELECT rows FROM everything) /
        CASE WHEN known THEN expected ELSE greatest(number, 1) END) AS weight
    FROM asked LEFT JOIN counted USING (key)
),
found AS MATERIALIZED (
    SELECT id, max(length) AS length, bit_or(met) AS met, sum(said) AS said FROM (
        SELECT id, length, met, 0::float AS said FROM titled
        UNION ALL SELECT id, length, 0, %(body)s * weight FROM spoken JOIN weighed USING (key)
    ) AS one GROUP BY id
),
worth AS MATERIALIZED (
    SELECT met, (SELECT coalesce(sum(weight), 0) FROM weighed WHERE weighed.bit & one.met <> 0) AS weight
    FROM (SELECT DISTINCT met FROM found) AS one
),
likely AS MATERIALIZED (
    SELECT id, length, said FROM found JOIN worth USING (met)
    ORDER BY (weight + said) / sqrt(10 + length) DESC, id DESC LIMIT %(likely)s
),
texts AS MATERIALIZED (  -- an array put together is unpacked once, not for each pair
    SELECT id, length, title_keys, bigrams || ARRAY[]::text[] AS pairs FROM (
        SELECT id, length, title_keys, bigrams
        FROM likely JOIN proposals_proposal USING (id) WHERE state = ANY(%(states)s)
        ORDER BY (said + (SELECT coalesce(sum(weight), 0) FROM weighed WHERE key = ANY(title_keys))) / sqrt(10 + length)
            DESC, id DESC
        LIMIT %(read)s
    ) AS nearest
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
        .defer(*LONG)
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
    standing = Merge.objects.filter(undone_at__isnull=True).select_related("source__author").order_by("pk")
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
        "keys": keys, "states": Proposal.WORTH_MEETING, "deep": DEEP, "likely": LIKELY,
        "rare": RARE, "budget": LOOKED_AT, "most": MOST, "whole": WHOLE, "title": TITLE, "body": BODY, "least": least,
        "limit": limit, "texts": TEXTS, "read": READ,
    }  # fmt: skip


def _ranked(keys: list[str], limit: int, least: float) -> dict[int, float]:
    """Rows and their scores, the best first."""
    with connection.cursor() as cursor:
        cursor.execute(SIMILAR, question(keys, limit=limit, least=least))
        return dict(cursor.fetchall())
