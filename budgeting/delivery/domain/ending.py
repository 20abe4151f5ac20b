"""The end of a delivery: completed, or cancelled with a reason."""

from datetime import date, datetime

from django.db import transaction

from budgeting.delivery import actions
from budgeting.delivery.domain.milestones import locked
from budgeting.delivery.domain.telling import tell
from budgeting.delivery.models import Delivery
from budgeting.delivery.queries import day
from budgeting.delivery.states import table
from civic.accounts.actors import Actor
from civic.audit.domain.recording import record


@transaction.atomic
def complete(actor: Actor, delivery: Delivery, *, on: date, at: datetime) -> Delivery:
    """Complete a project whose milestones are all reached. Raises MilestonesOpen, DayAhead, Ended."""
    fresh = locked(delivery.pk)
    actions.complete.require(actor, delivery=fresh, on=on, today=day(at))
    table.move(fresh, "complete", completed_on=on, reason="", reason_en="")
    record(actor, "delivery.complete", fresh, on=on)
    tell("completed", fresh)
    return fresh


@transaction.atomic
def cancel(actor: Actor, delivery: Delivery, *, reason: str, reason_en: str = "") -> Delivery:
    """Cancel a project, with a reason. Raises ReasonMissing, Ended."""
    fresh = locked(delivery.pk)
    actions.cancel.require(actor, delivery=fresh, reason=reason)
    table.move(fresh, "cancel", reason=reason.strip(), reason_en=reason_en.strip())
    record(actor, "delivery.cancel", fresh, reason=reason)
    tell("cancelled", fresh, reason=fresh.reason, reason_en=fresh.reason_en)
    return fresh
