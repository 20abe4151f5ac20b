"""Giving each opinion an owner and a day by which it is answered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.areas.models import Department
from civic.audit.domain.recording import record
from civic.notifications.domain.notifying import notify
from workshops import actions, refusals
from workshops.models import Opinion


def route_opinions(
    actor: Actor, opinions: Sequence[Opinion], *, department: Department, due_at: datetime, at: datetime
) -> list[Opinion]:
    """Give opinions to ``department``, to be answered by ``due_at``; all of them or none.

    Raises OpinionSettled, DueDatePassed, StaleState, NotAllowed.
    """
    if due_at <= at:
        raise refusals.DueDatePassed
    with transaction.atomic():
        keys = [opinion.pk for opinion in opinions]
        # Locked in the order of their keys, so that two hosts who route at once wait instead of deadlocking.
        fresh = list(
            Opinion.objects.select_for_update(of=("self",))
            .select_related("workshop")
            .filter(pk__in=keys)
            .order_by("pk")
        )
        for opinion in fresh:
            _route(actor, opinion, department, due_at, at)
    return fresh


def _route(actor: Actor, opinion: Opinion, department: Department, due_at: datetime, at: datetime) -> None:
    actions.route_opinion.require(actor, opinion=opinion)
    before = opinion.department_id
    opinion.department, opinion.due_at, opinion.routed_at = department, due_at, at
    opinion.save(update_fields=["department", "due_at", "routed_at"])
    record(
        actor, "workshops.route_opinion", opinion, department=department.code, due_at=due_at, before=before
    )
    if before != department.pk:
        notify(
            "workshops.opinion_routed",
            opinion,
            path=reverse("workshops:answer", args=[opinion.uuid]),
            once=f"{department.pk}:{at.isoformat()}",
            title=opinion.workshop.title,
            department=department.pk,
            opinion=opinion.text[:120],
            due=f"{due_at:%Y-%m-%d}",
        )
