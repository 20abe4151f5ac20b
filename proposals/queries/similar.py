"""Proposals about the same as a title, found by pairs of syllables in one statement."""

from typing import Any

from django.db import connection

from proposals import gist
from proposals.models import Proposal
from proposals.queries.lists import in_list

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
