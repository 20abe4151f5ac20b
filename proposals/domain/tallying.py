"""Counting the proposals of each district, for the maps: in one statement, by the worker, while nobody waits for it."""

from datetime import datetime

from django.db import connection, transaction

from civic.common import locks
from proposals.models import Proposal, Tallied, Tally

# Every proposal counts in its district (a neighbourhood in the one above it), once for its state and once for each order
# that shows it, and that once among all, its topic's, its department's and its call's.
COUNT = """
INSERT INTO proposals_tally (facet, key, stand, district_id, number)
SELECT facet, key, stand, CASE WHEN area.level = 'neighbourhood' THEN area.parent_id ELSE area.code END, count(*)
FROM proposals_proposal AS one JOIN areas_area AS area ON area.code = one.area_id
CROSS JOIN LATERAL unnest(ARRAY[
    one.state,
    CASE WHEN one.state = 'open' AND one.threshold IS NOT NULL AND coalesce(one.support_until, one.created_at) > %(at)s
         THEN 'near' END,
    CASE WHEN one.state = 'review' AND one.answer_due_at <= %(at)s THEN 'overdue' END
]) AS stand
CROSS JOIN LATERAL (VALUES
    ('all', 0), ('topic', one.topic_id), ('department', one.department_id), ('call', one.call_id)
) AS facets (facet, key)
WHERE one.state = ANY(%(states)s) AND stand IS NOT NULL AND key IS NOT NULL
GROUP BY 1, 2, 3, 4
"""


@transaction.atomic
def tally(at: datetime) -> int:
    """Count anew; gives how many numbers there are. Who looks meanwhile sees the last count; two at once take turns."""
    locks.exclude("proposals.tally")
    Tally.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"at": at, "states": Proposal.PUBLIC_STATES})
        counted: int = cursor.rowcount
    Tallied.objects.update_or_create(pk=1, defaults={"at": at})
    return counted
