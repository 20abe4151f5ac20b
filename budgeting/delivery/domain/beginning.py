"""Deliveries begin when a result is published: one for each funded project, whoever notices first."""

from datetime import datetime, timedelta

from django.db import transaction

from budgeting.cycles.models import Cycle, Project
from budgeting.delivery import actions
from budgeting.delivery.domain.telling import tell
from budgeting.delivery.models import Delivery, Milestone
from budgeting.delivery.queries import day
from budgeting.results.models import Count
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record

FIRST_PLAN = (
    ("실행계획 수립", "Plan of execution", 1, 60),
    ("계약과 착수", "Contract and start", 2, 150),
    ("시행", "Works", 5, 300),
    ("점검과 마무리", "Check and close", 2, 350),
)
"""Title, English title, weight, days from the beginning: a plan to be changed by the department."""


def waiting() -> "list[int]":
    """The cycles with a published count and a funded project whose delivery has not begun."""
    funded = Project.objects.filter(state=Project.State.FUNDED, delivery__isnull=True)
    published = Count.objects.filter(state=Count.State.PUBLISHED, cycle__external_id__isnull=True)
    found = Cycle.objects.filter(count__in=published, envelopes__projects__in=funded).distinct()
    return list(found.values_list("pk", flat=True))


@transaction.atomic
def begin_for_cycle(cycle: Cycle, actor: Actor, at: datetime) -> list[Delivery]:
    """Begin the delivery of every funded project of a published cycle; gives those begun now, none the second time.

    The cycle's row is locked, so that two sweeps at once begin each delivery once (and the unique project is the
    database's last word). Raises NotAllowed.
    """
    actions.begin.require(actor)
    Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if not Count.objects.filter(cycle=cycle, state=Count.State.PUBLISHED).exists():
        return []
    funded = Project.objects.filter(envelope__cycle=cycle, state=Project.State.FUNDED, delivery__isnull=True)
    return [_begin(actor, project, at) for project in funded.order_by("pk")]


def _begin(actor: Actor, project: Project, at: datetime) -> Delivery:
    delivery = Delivery.objects.create(
        project=project, department=project.department, planned=project.cost, created_at=at
    )
    Milestone.objects.bulk_create(
        Milestone(
            delivery=delivery,
            title=title,
            title_en=title_en,
            weight=weight,
            due_on=day(at) + timedelta(days=days),
        )
        for title, title_en, weight, days in FIRST_PLAN
    )
    record(actor, "delivery.begin", delivery, project=project.pk, planned=project.cost)
    tell("begun", delivery)
    return delivery
