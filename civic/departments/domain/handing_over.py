"""What is open with a department that has ended goes to the one that acts for it: row by row, as often as there is any.

Each row has its own transaction under its own lock, so that nobody who works on it meanwhile waits for all the others, and
whatever was given to the department in the moment of its end goes along the next time.
"""

import logging
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction

from civic.areas.models import Department
from civic.common import clock
from civic.departments.duties import Duty, Handover, registry
from civic.departments.queries import acting_for

BATCH = 200
log = logging.getLogger(__name__)


def hand_over(at: datetime | None = None) -> int:
    """Hand over everything that is open with any department that has ended; gives how many rows."""
    at = at or clock.now()
    ended = list(Department.objects.filter(ended_at__isnull=False))
    standing = acting_for(ended)
    known = {one.pk: one for one in ended if one.pk in standing}
    if not known:
        return 0
    return sum(_all_of(duty, known, standing, at) for duty in registry)


def _all_of(duty: Duty, ended: dict[int, Department], standing: dict[int, Department], at: datetime) -> int:
    done, after = 0, 0
    while rows := list(duty.held(ended).filter(pk__gt=after).order_by("pk")[:BATCH]):
        for row in rows:
            done += _one(duty, row, ended, standing, at)
            after = row.pk
    return done


def _one(
    duty: Duty, row: Any, ended: dict[int, Department], standing: dict[int, Department], at: datetime
) -> bool:
    """One that cannot be handed over keeps no other one back; it stays in the log until it can."""
    before = ended[row.department_id]
    try:
        with transaction.atomic():
            duty.hand_over(row, Handover(before, standing[before.pk], at))
    except DatabaseError:
        log.exception("%s stays with %s", row._meta.label, before.code)
        return False
    return True
