"""Moving the dates of a cycle's phase and telling those who follow it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import override

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
    """Move a phase's dates with a reason; who follows the cycle or one of its projects hears of it, and who acts in the phase."""
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
        kind=phase.kind,
        **_named(phase),
        opens=opens_at.isoformat(),
        closes=closes_at.isoformat(),
    )
    return change


def _named(phase: Phase) -> dict[str, str]:
    """The phase by its name in both languages: an event keeps plain values."""
    found = {}
    for language, name in (("ko", "phase"), ("en", "phase_en")):
        with override(language):
            found[name] = str(phase.get_kind_display())
    return found
