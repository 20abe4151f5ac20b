"""What the clock brings: the notice of the opening, the reminder before the close, the relay of recorded ballots."""

from datetime import datetime, timedelta

from django.db import transaction

from budgeting.voting.domain.relaying import relay_notices
from budgeting.voting.models import VotingGroup
from budgeting.voting.queries import voting_phase
from civic.notifications.domain.notifying import notify
from civic.processes.models import Phase

REMIND_BEFORE = timedelta(hours=30)
RELAY_MINUTES = 10


def watch(at: datetime) -> None:
    """Do what is due; safe to run at any time and any number of times."""
    groups = VotingGroup.objects.filter(
        roll_fixed_at__isnull=False, closed_at__isnull=True, cycle__published=True
    )
    for group in groups.select_related("cycle__process"):
        phase = voting_phase(group.cycle)
        if phase is None or at < phase.opens_at:
            continue
        if group.opened_at is None and phase.is_open(at):
            _tell_opened(group, phase, at)
        if phase.is_open(at) and at >= phase.closes_at - REMIND_BEFORE:
            _remind(group, phase)
        relay_notices(group, everything=at.minute % RELAY_MINUTES == 0)


def _tell_opened(group: VotingGroup, phase: Phase, at: datetime) -> None:
    with transaction.atomic():
        fresh = VotingGroup.objects.select_for_update().get(pk=group.pk)
        if fresh.opened_at is None:
            fresh.opened_at = at
            fresh.save(update_fields=["opened_at"])
            _notify("voting.opened", group, phase)


def _remind(group: VotingGroup, phase: Phase) -> None:
    with transaction.atomic():
        _notify("voting.closing_soon", group, phase)


def _notify(name: str, group: VotingGroup, phase: Phase) -> None:
    process = group.cycle.process
    notify(
        name,
        group,
        path=f"/vote/{group.cycle.slug}/",
        title=process.title,
        title_en=process.title_en,
        closes=phase.closes_at.isoformat(),
    )
