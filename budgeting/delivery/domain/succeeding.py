"""A department has ended: the one that has come after it carries its projects out, until the same days."""

from budgeting.cycles.domain.succeeding import hand_over_project
from budgeting.delivery.models import Delivery
from civic.audit.domain.recording import record
from civic.departments.duties import ACTOR, Handover


def hand_over(delivery: Delivery, handover: Handover) -> None:
    """Give a delivery to the successor, and its project with it: the followers of that are told."""
    held = Delivery.objects.filter(pk=delivery.pk, department=handover.before)
    if not held.update(department=handover.now):
        return
    said = {"before": handover.before.code, "department": handover.now.code}
    record(ACTOR, "delivery.department_followed", delivery, **said)
    hand_over_project(delivery.project, handover)
