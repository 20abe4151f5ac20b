"""What a proposal grew out of: itself, those merged into it, and the whole that it was split off from."""

from django.db.models.expressions import RawSQL

GREW_OUT_OF = """
WITH RECURSIVE idea(id, whole) AS (
    SELECT a.id, a.split_from_id FROM proposals_proposal a WHERE a.number = %s
    UNION SELECT a.id, a.split_from_id FROM proposals_proposal a
    JOIN idea ON a.merged_into_id = idea.id OR a.id = idea.whole
)
SELECT id FROM idea
"""


def grew_out_of(number: str) -> RawSQL:
    """The proposals that the one with this number grew out of, over any number of steps: a subquery of their keys."""
    return RawSQL(GREW_OUT_OF, [number])  # noqa: S611  (the statement is a constant; the number is a parameter)
