"""When the vote opens: projects whose review or decision is not there are left behind, and those who wait are told."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction

from budgeting.cycles.models import Project
from budgeting.cycles.states import table
from civic.accounts.actors import System
from civic.audit.domain.recording import record
from civic.common.refusals import StaleState
from civic.notifications.domain.notifying import notify
from civic.processes.models import Phase

AT_ONCE = 200
TOLD_WITHIN = timedelta(days=14)
"""How long after the opening people are still told: a clock that stood still for weeks tells nobody of last year."""


def leave_behind(at: datetime) -> int:
    """Whatever still waits in a cycle whose vote has opened is left behind; gives how many. Imported cycles are history."""
    opened = Phase.objects.filter(kind=Phase.Kind.VOTING, opens_at__lte=at)
    late = Project.objects.filter(
        state__in=table.transitions["leave_behind"].sources,
        envelope__cycle__external_id__isnull=True,
        envelope__cycle__process__in=opened.values("process"),
    )
    return sum(_leave(project, at) for project in late.order_by("pk")[:AT_ONCE])


def _leave(project: Project, at: datetime) -> bool:
    with suppress(StaleState), transaction.atomic():  # it moved on at this moment
        before = project.state
        table.move(project, "leave_behind")
        record(System("cycles.leave_behind"), "cycles.leave_behind", project, before=before)
        if project.envelope.cycle.process.phases.filter(
            kind=Phase.Kind.VOTING, opens_at__gt=at - TOLD_WITHIN
        ).exists():
            notify(
                "cycles.project_left_behind",
                project,
                path=f"/budget/projects/{project.pk}/",
                title=project.title,
                title_en=project.title_en,
            )
        return True
    return False
