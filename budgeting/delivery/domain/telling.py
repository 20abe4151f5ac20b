"""Telling those who follow a project that its delivery moved."""

from typing import Any

from budgeting.delivery.models import Delivery
from civic.notifications.domain.notifying import notify


def tell(name: str, delivery: Delivery, *, once: object = "", **params: Any) -> None:
    """Write the event ``delivery.<name>`` about the project to the outbox."""
    project = delivery.project
    path = f"/budget/projects/{project.pk}/#delivery"
    notify(
        f"delivery.{name}",
        project,
        path=path,
        once=str(once),
        title=project.title,
        title_en=project.title_en,
        **params,
    )
