"""A department gets another name, is merged into another, or ends. Its row stays as it was; see decision 0287."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from civic.accounts.actors import Actor
from civic.accounts.models import Role
from civic.areas.models import Department
from civic.areas.refusals import DepartmentEnded
from civic.areas.triggers import ENDED_STAYS, SUCCESSOR_IN_FORCE
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.common.korean import nfc
from civic.common.waking import wake
from civic.departments import actions
from civic.departments.refusals import SuccessorHasEnded
from civic.notifications.domain.notifying import notify


@transaction.atomic
def rename(
    actor: Actor,
    department: Department,
    *,
    name: str,
    name_en: str = "",
    because: str,
    because_en: str = "",
    at: datetime,
) -> Department:
    """Give it another name; gives the row that bears it. Raises DepartmentEnded, NeedsAName, NeedsAReason, NotAllowed."""
    old = _held(department)[0]
    name = nfc(name).strip()
    actions.rename.require(actor, department=old, name=name, because=because)
    new = Department.objects.create(
        code=_next_code(old.code),
        name=name,
        name_en=name_en.strip(),
        area_id=old.area_id,
        parent_id=old.parent_id,
        phone=old.phone,
    )
    _end(actor, old, new, because, because_en, at, verb="departments.renamed")
    return new


@transaction.atomic
def end(
    actor: Actor,
    department: Department,
    *,
    successor: Department | None,
    because: str,
    because_en: str = "",
    at: datetime,
) -> Department:
    """End it, or merge it into ``successor``; gives the ended row.

    Raises DepartmentEnded, SuccessorHasEnded, NeedsASuccessor, NeedsAReason, NotAllowed.
    """
    old, *others = _held(department, successor)
    new = others[0] if others else None
    actions.end.require(actor, department=old, successor=new, because=because)
    _end(actor, old, new, because, because_en, at, verb="departments.ended")
    return old


def _held(*departments: Department | None) -> list[Department]:
    """The rows as they are now, locked in the order of their keys, given in the order asked for."""
    keys = [one.pk for one in departments if one is not None]
    rows = {one.pk: one for one in Department.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [rows[key] for key in keys]


def _next_code(code: str) -> str:
    """The code with the next number that is free: seoul-safety, seoul-safety-2, seoul-safety-3."""
    stem = re.sub(r"-\d+$", "", code)[:54]
    number = 2
    while Department.objects.filter(code=f"{stem}-{number}").exists():
        number += 1
    return f"{stem}-{number}"


def _end(
    actor: Actor,
    old: Department,
    new: Department | None,
    because: str,
    because_en: str,
    at: datetime,
    *,
    verb: str,
) -> None:
    unrouted, old.takes_unrouted = old.takes_unrouted, False
    old.ended_at, old.successor = at, new
    old.ended_because, old.ended_because_en = nfc(because).strip(), because_en.strip()
    with refusing({ENDED_STAYS: DepartmentEnded, SUCCESSOR_IN_FORCE: SuccessorHasEnded}):
        old.save()
    if new is not None:
        if unrouted:
            Department.objects.filter(pk=new.pk).update(takes_unrouted=True)
        _take_children(old, new)
        _take_roles(actor, old, new, at)
    record(
        actor, verb, old, successor=new.code if new else "", name=old.name,
        new_name=new.name if new else "", because=old.ended_because,
    )  # fmt: skip
    if new is not None:
        notify(
            "departments.taken_over", old, path="/desk/", before=old.name, before_en=old.name_en,
            department=new.name, department_en=new.name_en, successor=new.pk,
        )  # fmt: skip
    transaction.on_commit(lambda: wake("civic.departments.tasks.hand_over"))


def _take_children(old: Department, new: Department) -> None:
    """What stood below the old one stands below the new one; where the new one stands below it itself, beside it."""
    above, up = new.parent_id, []
    while above is not None and above not in up:
        up.append(above)
        above = Department.objects.values_list("parent_id", flat=True).get(pk=above)
    below = Department.objects.in_force().filter(parent=old)
    below.update(parent=old.parent_id if old.pk in up else new.pk)


def _take_roles(actor: Actor, old: Department, new: Department, at: datetime) -> None:
    """Whoever held a role in the old one, or was to, holds it in the new one until the same day."""
    lasting = Role.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=at), department=old)
    for role in lasting.order_by("pk"):
        record(actor, "departments.role_moved", role, kind=role.kind, successor=new.code)
        if role.starts_at >= at:
            Role.objects.filter(pk=role.pk).update(department=new)
            continue
        Role.objects.filter(pk=role.pk).update(ends_at=at)
        same = Role.objects.in_force(at).filter(user=role.user_id, kind=role.kind, area=role.area_id)
        if not same.filter(department=new).exists():
            Role.objects.create(
                user_id=role.user_id, kind=role.kind, area_id=role.area_id, department=new,
                starts_at=at, ends_at=role.ends_at, granted_by_id=role.granted_by_id,
            )  # fmt: skip
