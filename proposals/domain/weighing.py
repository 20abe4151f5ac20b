"""How common each pair of syllables is: counted every night, so that a question never looks where it is dear."""

from typing import Any

from django.db import connection, transaction

from civic.common import locks
from proposals import gist
from proposals.domain import holding
from proposals.models import KeyShare, Proposal
from proposals.queries import RARE

SAMPLE = 20_000  # the newest proposals; what is common in them is common
FROM_ON = 2_000  # of fewer proposals every pair can be looked up
BATCH = 500

COUNT = """
WITH sample AS MATERIALIZED (
    SELECT bigrams FROM proposals_proposal WHERE state = ANY(%(states)s) ORDER BY submitted_at DESC, id DESC LIMIT %(sample)s
),
size AS (SELECT count(*)::float AS rows FROM sample)
INSERT INTO proposals_keyshare (key, share)
SELECT key, count(*) / max(size.rows) FROM sample, unnest(sample.bigrams) AS key, size
WHERE size.rows >= %(from_on)s GROUP BY key HAVING count(*) > %(rare)s * max(size.rows)
"""

# Rows that are wrong go, rows that are missing come; both are said of one moment, so that what others write meanwhile stays.
MEND = """
WITH right_ones AS MATERIALIZED (
    SELECT DISTINCT key, id AS proposal_id, cardinality(title_keys)::smallint AS length, proposal_title_bits(title_keys) AS bits
    FROM proposals_proposal, unnest(title_keys) AS key WHERE state = ANY(%(states)s)
),
gone AS (
    DELETE FROM proposals_titlepair AS one WHERE NOT EXISTS (
        SELECT FROM right_ones AS it
        WHERE (it.key, it.proposal_id, it.length, it.bits) = (one.key, one.proposal_id, one.length, one.bits)
    ) RETURNING key
),
come AS (
    INSERT INTO proposals_titlepair (key, proposal_id, length, bits)
    SELECT key, proposal_id, length, bits FROM right_ones AS it WHERE NOT EXISTS (
        SELECT FROM proposals_titlepair AS one
        WHERE (it.key, it.proposal_id, it.length, it.bits) = (one.key, one.proposal_id, one.length, one.bits)
    ) ORDER BY key, proposal_id ON CONFLICT DO NOTHING RETURNING key
)
SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM come)
"""


@transaction.atomic
def count_shares(*, from_on: int = FROM_ON) -> int:
    """Count anew; gives how many pairs are common. Two runs at once wait for each other."""
    locks.exclude("proposals.key_shares")
    KeyShare.objects.all().delete()
    values: dict[str, Any] = {
        "states": Proposal.PUBLIC_STATES,
        "sample": SAMPLE,
        "from_on": from_on,
        "rare": RARE,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        counted: int = cursor.rowcount
    return counted


def rewrite_keys() -> int:
    """Write the keys of every title anew, after `gist` has changed; gives how many proposals were changed.

    In batches, each a transaction of its own; safe to run again and while people write.
    """
    changed, last = 0, 0
    while batch := list(
        Proposal.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            rows = holding.rows_beside().filter(pk__in=batch).order_by("pk").defer(None)
            stale = [
                one for one in rows.only("title", "title_keys") if one.title_keys != gist.keys(one.title)
            ]
            for one in stale:
                one.title_keys = gist.keys(one.title)
            Proposal.objects.bulk_update(stale, ["title_keys"])
        changed, last = changed + len(stale), batch[-1]
    return changed


@transaction.atomic
def mend_pairs() -> int:
    """Compare the pairs of all titles with the titles and mend what differs; gives how many rows that were.

    The database keeps them itself: this is for rows that were loaded past its triggers. Safe while people write.
    """
    locks.exclude("proposals.title_pairs")
    with connection.cursor() as cursor:
        cursor.execute(MEND, {"states": Proposal.WORTH_MEETING})
        mended: int = cursor.fetchone()[0]
    return mended
