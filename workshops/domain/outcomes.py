"""Keeping the stored figure of what became of opinions: each act adds its difference; at night all is counted again."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from civic.accounts.actors import System
from civic.audit.domain.recording import record
from civic.common import locks
from workshops.models import Opinion, OutcomeEntry, Workshop
from workshops.queries import RECORDED_STATES

TOLD = 20  # so many of the wrong places stand in the log and in the record
log = logging.getLogger(__name__)


def published(workshop: Workshop) -> None:
    """Its record has become public: everything that was said counts from now on. In the transaction of the act, which
    holds the workshop's row: nobody records or routes an opinion of it meanwhile."""
    if workshop.external_id is not None:
        return
    found = (
        workshop.opinions.promised().order_by().values("department_id", "disposition").annotate(n=Count("pk"))
    )
    OutcomeEntry.objects.bulk_create(OutcomeEntry(day=_day(workshop), **row) for row in found)


def changed(workshop: Workshop, opinion: Opinion, *, before: Mapping[str, Any]) -> None:
    """An opinion has another disposition or another owner than ``before`` (what is not named there is as it was)."""
    if workshop.external_id is not None or not workshop.has_record or opinion.hidden_at is not None:
        return
    now = (opinion.department_id, opinion.disposition)
    then = (before.get("department_id", now[0]), before.get("disposition", now[1]))
    if then == now:
        return
    OutcomeEntry.objects.bulk_create(
        OutcomeEntry(day=_day(workshop), department_id=owner, disposition=kind, n=n)
        for (owner, kind), n in ((then, -1), (now, 1))
    )


def added(workshop: Workshop, opinion: Opinion, n: int) -> None:
    """An opinion that is shown now counts no more (-1), or counts again (1)."""
    if workshop.external_id is not None or not workshop.has_record or not opinion.is_promised:
        return
    OutcomeEntry.objects.create(
        day=_day(workshop), department_id=opinion.department_id, disposition=opinion.disposition, n=n
    )


def _day(workshop: Workshop) -> date:
    return timezone.localdate(workshop.starts_at)


def counted() -> QuerySet[Opinion, Any]:
    """The truth: the opinions that were promised an answer, by day, owner and disposition."""
    of = Opinion.objects.filter(workshop__state__in=RECORDED_STATES, workshop__external_id=None)
    by = (
        of.promised()
        .order_by()
        .values(day=TruncDate("workshop__starts_at"), owner=F("department_id"), kind=F("disposition"))
    )
    return by.annotate(n=Count("pk"))


@dataclass(frozen=True)
class Drift:
    """Where the stored figure was not what the opinions say."""

    day: date
    department: int | None
    disposition: str
    stored: int
    counted: int


# One statement sees one moment: what an act adds while it runs is neither counted nor deleted by it.
RECOUNT = """
WITH gone AS (DELETE FROM workshops_outcomeentry RETURNING day, department_id, disposition, n),
stored AS (SELECT day, department_id AS owner, disposition AS kind, sum(n) AS n FROM gone GROUP BY 1, 2, 3),
truth AS ({truth}),
kept AS (
  INSERT INTO workshops_outcomeentry (day, department_id, disposition, n)
  SELECT day, owner, kind, n FROM truth
)
SELECT day, coalesce(stored.owner, truth.owner), kind, coalesce(stored.n, 0), coalesce(truth.n, 0)
FROM (SELECT day, owner, kind, coalesce(owner, 0) AS key, n FROM stored) AS stored
FULL JOIN (SELECT day, owner, kind, coalesce(owner, 0) AS key, n FROM truth) AS truth USING (day, kind, key)
WHERE stored.n IS DISTINCT FROM truth.n AND coalesce(stored.n, 0) <> coalesce(truth.n, 0)
ORDER BY 1, 3, 2
"""


def recount() -> list[Drift]:
    """Put the entries together, and correct and report what was wrong: in the log, and in the record. At any time."""
    sql, values = counted().query.sql_with_params()
    with transaction.atomic():
        locks.exclude("workshops.outcomes")  # a second recount would add up what the first is deleting
        with connection.cursor() as cursor:
            cursor.execute(RECOUNT.format(truth=sql), values)
            drifts = [Drift(*row) for row in cursor.fetchall()]
        if drifts:
            told = [
                f"{one.day} {one.department} {one.disposition}: {one.stored}, counted {one.counted}"
                for one in drifts
            ]
            log.error(
                "the stored take-up figure was wrong in %d places: %s", len(drifts), "; ".join(told[:TOLD])
            )
            # The ledger as a whole has no row to name.
            record(System("workshops.recount"), "workshops.correct_outcomes", OutcomeEntry(pk=0),
                   places=len(drifts), first=told[:TOLD])  # fmt: skip
    return drifts
