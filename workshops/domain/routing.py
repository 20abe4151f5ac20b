"""Giving each opinion an owner and a day by which it is answered."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.areas.models import Department
from civic.areas.rules import require_in_force
from civic.audit.domain.recording import record
from civic.notifications.domain.notifying import notify
from workshops import actions, refusals
from workshops.domain import outcomes
from workshops.models import Opinion, Workshop


def route_opinions(
    actor: Actor,
    opinions: Sequence[Opinion],
    *,
    department: Department,
    due_at: datetime,
    at: datetime,
    tell: bool = True,
) -> list[Opinion]:
    """Give opinions to ``department``, to be answered by ``due_at``; all of them or none.

    Each speaker is told who answers and by when; the department too, unless it hears it in one notice (``tell=False``).

    Raises OpinionSettled, DueDatePassed, DepartmentEnded, StaleState, NotAllowed.
    """
    if due_at <= at:
        raise refusals.DueDatePassed
    require_in_force(department)
    with transaction.atomic():
        keys = [opinion.pk for opinion in opinions]
        hold_workshops(keys)
        # Locked in the order of their keys, so that two hosts who route at once wait instead of deadlocking.
        fresh = list(
            Opinion.objects.select_for_update(of=("self",))
            .select_related("workshop")
            .filter(pk__in=keys)
            .order_by("pk")
        )
        for opinion in fresh:
            if _route(actor, opinion, department, due_at, at):
                _tell_speaker(opinion, department, due_at, at)
                if tell:
                    _tell_department(opinion, department, due_at, at)
    return fresh


def hold_workshops(opinions: Sequence[int]) -> None:
    """Lock the workshops before their opinions: a record that is being published is counted with these owners or before
    they are given, never half (race: tests/workshops/test_outcomes.py)."""
    held = Opinion.objects.filter(pk__in=opinions).values("workshop")
    list(Workshop.objects.select_for_update(of=("self",)).filter(pk__in=held).order_by("pk"))


def _route(actor: Actor, opinion: Opinion, department: Department, due_at: datetime, at: datetime) -> bool:
    """Write the owner; says whether it is another one than before."""
    actions.route_opinion.require(actor, opinion=opinion)
    before = opinion.department_id
    opinion.department, opinion.due_at, opinion.routed_at = department, due_at, at
    opinion.save(update_fields=["department", "due_at", "routed_at"])
    outcomes.changed(opinion.workshop, opinion, before={"department_id": before})
    record(
        actor, "workshops.route_opinion", opinion, department=department.code, due_at=due_at, before=before
    )
    return before != department.pk


def _tell_department(opinion: Opinion, department: Department, due_at: datetime, at: datetime) -> None:
    notify(
        "workshops.opinion_routed",
        opinion,
        path=reverse("workshops:answer", args=[opinion.uuid]),
        once=f"{department.pk}:{at.isoformat()}",
        title=opinion.workshop.title,
        title_en=opinion.workshop.title_en,
        department=department.pk,
        opinion=opinion.text[:120],
        opinion_en=opinion.text_en[:120],
        due=f"{due_at:%Y-%m-%d}",
    )


def _tell_speaker(opinion: Opinion, department: Department, due_at: datetime, at: datetime) -> None:
    if opinion.speaker_id is None:
        return
    notify(
        "workshops.opinion_owned",
        opinion,
        path=reverse("workshops:mine"),
        once=f"{department.pk}:{at.isoformat()}",
        title=opinion.workshop.title,
        title_en=opinion.workshop.title_en,
        department=department.name,
        department_en=department.name_en,
        opinion=opinion.text[:120],
        opinion_en=opinion.text_en[:120],
        due=due_at.isoformat(),
    )
