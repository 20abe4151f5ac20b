"""Moving the dates of a cycle's phase and telling those who follow it."""

from datetime import datetime

from django.db import transaction

from budgeting.cycles.models import Cycle
from civic.accounts.actors import Actor
from civic.notifications.domain.notifying import notify
from civic.processes.domain import scheduling
from civic.processes.models import Phase, PhaseChange


@transaction.atomic
def change_phase(
    actor: Actor,
    cycle: Cycle,
    phase: Phase,
    *,
    opens_at: datetime,
    closes_at: datetime,
    reason: str,
    at: datetime,
) -> PhaseChange:
    """Move a phase's dates with a reason; people who follow the cycle or one of its projects hear of it."""
    change = scheduling.change_phase(
        actor, phase, opens_at=opens_at, closes_at=closes_at, reason=reason, at=at
    )
    notify(
        "cycles.phase_changed",
        cycle,
        path=f"/budget/{cycle.slug}/#calendar",
        once=str(change.pk),
        title=cycle.process.title,
        title_en=cycle.process.title_en,
        reason=change.reason,
        closes=closes_at.isoformat(),
    )
    return change
