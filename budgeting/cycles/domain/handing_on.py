"""A project whose department cannot keep it, or never should have had it, is given to another one."""

from datetime import datetime

from django.db import transaction

from budgeting.cycles import actions
from budgeting.cycles.domain.versions import keep_version
from budgeting.cycles.models import Project
from civic.accounts.actors import Actor
from civic.areas.models import Department
from civic.audit.domain.recording import record
from civic.notifications.domain.notifying import notify


@transaction.atomic
def hand_on(actor: Actor, project: Project, *, department: Department, reason: str, at: datetime) -> Project:
    """``department`` is in charge from now on: of the review that waits, of objections, and of the project if it is funded.

    A review that stands stays the one of the department that wrote it. Raises NotHandedOn, InChargeAlready, ReasonNeeded.
    """
    fresh = (
        Project.objects.select_for_update(of=("self",))
        .select_related("envelope__cycle__process", "department")
        .get(pk=project.pk)
    )
    actions.hand_on.require(actor, project=fresh, department=department, reason=reason)
    before = fresh.department.code if fresh.department else ""
    fresh.department = project.department = department
    fresh.save(update_fields=["department"])
    version = keep_version(actor, fresh, reason=reason, at=at)
    record(actor, "cycles.hand_on", fresh, before=before, department=department.code, reason=reason.strip())
    notify(
        "cycles.project_handed_on",
        fresh,
        path=f"/budget/projects/{fresh.pk}/",
        once=str(version.pk),
        title=fresh.title,
        title_en=fresh.title_en,
        department=department.name,
        department_en=department.name_en,
        reason=reason.strip(),
    )
    return fresh
