"""Granting and ending roles."""

from datetime import datetime

from django.db import transaction

from civic.accounts import actions
from civic.accounts.actors import Actor, person
from civic.accounts.models import Role, User
from civic.areas.models import Area, Department
from civic.areas.rules import require_in_force
from civic.common.recording import record


@transaction.atomic
def grant_role(
    actor: Actor,
    user: User,
    kind: str,
    *,
    at: datetime,
    area: Area | None = None,
    department: Department | None = None,
    until: datetime | None = None,
) -> Role:
    """Give ``user`` the role from ``at`` on (until ``until``, if given); a role already in force is given back as it is.

    Raises DepartmentEnded, OwnRole, NotAllowed.
    """
    actions.change_roles.require(actor, person=user)
    if department is not None:
        require_in_force(department)
    present = Role.objects.in_force(at).filter(user=user, kind=kind, area=area, department=department).first()
    if present is not None:
        return present
    role = Role.objects.create(
        user=user,
        kind=kind,
        area=area,
        department=department,
        starts_at=at,
        ends_at=until,
        granted_by=person(actor),
    )
    record(actor, "accounts.grant_role", role, kind=kind, department=department.code if department else "")
    return role


@transaction.atomic
def end_role(actor: Actor, role: Role, *, at: datetime) -> None:
    """End the role now; it takes effect with the person's next request."""
    actions.change_roles.require(actor, person=role.user)
    Role.objects.filter(pk=role.pk).update(ends_at=at)
    record(actor, "accounts.end_role", role, kind=role.kind)
