"""Money spent, as rows that are only added."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from budgeting.delivery import actions
from budgeting.delivery.domain.milestones import locked
from budgeting.delivery.domain.telling import tell
from budgeting.delivery.models import Delivery, Spending
from budgeting.delivery.queries import day
from budgeting.delivery.states import State, table
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record


@transaction.atomic
def spend(actor: Actor, delivery: Delivery, *, amount: int, on: date, purpose: str, at: datetime) -> Spending:
    """Enter ``amount`` won spent on ``on``; a correction is negative. Raises NothingSpent, BelowZero, DayAhead, Ended."""
    fresh = locked(delivery.pk)
    spent = fresh.spendings.aggregate(sum=Sum("amount"))["sum"] or 0
    actions.spend.require(actor, delivery=fresh, amount=amount, spent=spent, on=on, today=day(at))
    row = Spending.objects.create(
        delivery=fresh, amount=amount, on=on, purpose=purpose.strip(), by=person(actor), at=at
    )
    if fresh.state == State.PLANNED:
        table.move(fresh, "start")
    record(actor, "delivery.spend", fresh, amount=amount, on=on, purpose=row.purpose)
    tell("spent", fresh, once=row.pk, amount=amount)
    return row
