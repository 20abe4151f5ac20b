"""Where projects come from, and what ideas came to: through every merging and dividing, over any number of steps.

Whoever proposed what went into a project has part in it: committee, letters and the thread of a proposal all ask here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.db.models.expressions import RawSQL

ORIGINS = """
WITH RECURSIVE line(root, id) AS (
    SELECT one, one FROM unnest(%s::bigint[]) AS one
    UNION SELECT line.root, l.ancestor_id FROM cycles_lineage l JOIN line ON l.heir_id = line.id
), idea(root, id) AS (
    SELECT line.root, p.proposal_id FROM line JOIN cycles_project p ON p.id = line.id WHERE p.proposal_id IS NOT NULL
    UNION SELECT idea.root, a.id FROM proposals_proposal a JOIN idea ON a.merged_into_id = idea.id
)
SELECT root, id, NULL, NULL, NULL, NULL FROM line
UNION ALL SELECT idea.root, NULL, a.id, a.author_id, a.group_name,
    ARRAY(SELECT o.user_id FROM proposals_coproposer o WHERE o.proposal_id = a.id)
FROM idea JOIN proposals_proposal a ON a.id = idea.id
"""
CAME_TO = """
WITH RECURSIVE idea(id, led_to) AS (
    SELECT a.id, a.merged_into_id FROM proposals_proposal a WHERE a.number = %s
    UNION SELECT a.id, a.merged_into_id FROM proposals_proposal a JOIN idea ON a.id = idea.led_to
), line(id) AS (
    SELECT p.id FROM cycles_project p JOIN idea ON idea.id = p.proposal_id
    UNION SELECT l.heir_id FROM cycles_lineage l JOIN line ON l.ancestor_id = line.id
)
SELECT id FROM line
"""
WENT_INTO = """
WITH RECURSIVE line(id) AS (
    SELECT %s::bigint
    UNION SELECT l.ancestor_id FROM cycles_lineage l JOIN line ON l.heir_id = line.id
)
SELECT id FROM line
"""


@dataclass(frozen=True)
class Idea:
    """A proposal that went into a project: who wrote it, who proposes or proposed it with them, and in whose name."""

    proposal: int
    people: frozenset[int]
    group: str


@dataclass
class Origins:
    """What went into projects that were asked about."""

    projects: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Project → those of them that it went into, itself among them."""
    ideas: list[tuple[int, Idea]] = field(default_factory=list)
    """Pairs of one of them and a proposal that it came from, by itself or merged into another."""


def origins(projects: Iterable[int]) -> Origins:
    """What went into these projects, by their keys; one query."""
    found = Origins()
    with connection.cursor() as cursor:
        cursor.execute(ORIGINS, [list(projects)])
        for root, project, proposal, author, group, together in cursor.fetchall():
            if project is not None:
                found.projects[project].add(root)
            else:
                found.ideas.append((root, Idea(proposal, frozenset({author, *together} - {None}), group)))
    return found


def came_to(number: str) -> RawSQL:
    """The projects that the proposal with this number, or the one it was merged into, came to: a subquery of their keys."""
    return RawSQL(CAME_TO, [number])  # noqa: S611  (the statement is a constant; the number is a parameter)


def went_into(project: int) -> RawSQL:
    """The project and all that went into it: a subquery of their keys."""
    return RawSQL(WENT_INTO, [project])  # noqa: S611  (the statement is a constant; the key is a parameter)
