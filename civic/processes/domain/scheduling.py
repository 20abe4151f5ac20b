"""Setting up the calendar of a process and moving its dates."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.processes import actions
from civic.processes.models import Phase, PhaseChange, Process
from civic.processes.refusals import PhaseHasOpened, PhaseTwice


@transaction.atomic
def plan_phases(
    actor: Actor, process: Process, dates: Mapping[str, tuple[datetime, datetime]]
) -> list[Phase]:
    """Give a process its phases: kind → (opens, closes), aware. Raises NotAllowed; PhaseTwice where one stands."""
    actions.keep_calendar.require(actor, kind=process.kind)
    with refusing({"phase_one_of_a_kind": PhaseTwice}):
        phases = Phase.objects.bulk_create(
            Phase(process=process, kind=kind, opens_at=opens, closes_at=closes)
            for kind, (opens, closes) in dates.items()
        )
    record(actor, "processes.plan_phases", process, phases={k: [o, c] for k, (o, c) in dates.items()})
    return phases


@transaction.atomic
def change_phase(
    actor: Actor, phase: Phase, *, opens_at: datetime, closes_at: datetime, reason: str, at: datetime
) -> PhaseChange:
    """Move the dates of a phase, with a reason; gives the change. Followers are told by the app that owns the process."""
    fresh = Phase.objects.select_for_update(of=("self",)).select_related("process").get(pk=phase.pk)
    actions.change_phase.require(
        actor, phase=fresh, opens_at=opens_at, closes_at=closes_at, reason=reason, at=at
    )
    change = PhaseChange.objects.create(
        phase=fresh,
        actor=person(actor),
        at=at,
        reason=reason.strip(),
        old_opens_at=fresh.opens_at,
        old_closes_at=fresh.closes_at,
        new_opens_at=opens_at,
        new_closes_at=closes_at,
    )
    fresh.opens_at, fresh.closes_at = opens_at, closes_at
    with refusing({"phase_opened_stays_opened": PhaseHasOpened}):  # by the database's own clock
        fresh.save(update_fields=["opens_at", "closes_at"])
    record(
        actor,
        "processes.change_phase",
        fresh,
        reason=change.reason,
        before=[change.old_opens_at, change.old_closes_at],
        after=[opens_at, closes_at],
    )
    phase.opens_at, phase.closes_at = opens_at, closes_at
    return change
