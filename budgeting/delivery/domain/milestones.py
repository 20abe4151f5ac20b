"""Milestones: planned, reached, or moved with a reason."""

from datetime import date, datetime

from django.db import transaction

from budgeting.delivery import actions
from budgeting.delivery.domain.telling import tell
from budgeting.delivery.models import Delivery, Milestone, Slip
from budgeting.delivery.queries import day
from budgeting.delivery.states import State, table
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record


def locked(delivery: int) -> Delivery:
    """The delivery's row, locked: milestones, spending and ends of one project follow one another."""
    return Delivery.objects.select_for_update(of=("self",)).select_related("project").get(pk=delivery)


@transaction.atomic
def plan_milestone(
    actor: Actor, delivery: Delivery, *, title: str, due_on: date, weight: int = 1, title_en: str = ""
) -> Milestone:
    """Add a milestone. Raises Ended, NotYourDepartment, BeforeFunding."""
    fresh = locked(delivery.pk)
    actions.plan_milestone.require(actor, delivery=fresh, due_on=due_on)
    milestone = Milestone.objects.create(
        delivery=fresh, title=title, title_en=title_en, due_on=due_on, weight=weight
    )
    record(actor, "delivery.plan_milestone", fresh, milestone=milestone.pk, due_on=due_on, weight=weight)
    tell("milestone_planned", fresh, once=milestone.pk, milestone=title, milestone_en=title_en)
    return milestone


@transaction.atomic
def reach_milestone(
    actor: Actor, milestone: Milestone, *, on: date, at: datetime, note: str = ""
) -> Milestone:
    """Mark a milestone as reached; the delivery is under way from the first one on. Raises AlreadyReached, DayAhead."""
    delivery = locked(milestone.delivery_id)
    fresh = delivery.milestones.get(pk=milestone.pk)
    fresh.delivery = delivery
    actions.reach_milestone.require(actor, milestone=fresh, on=on, today=day(at))
    fresh.done_on, fresh.note = on, note.strip()
    fresh.save(update_fields=["done_on", "note"])
    if delivery.state == State.PLANNED:
        table.move(delivery, "start")
    elif (
        delivery.state == State.DELAYED
        and not delivery.milestones.filter(done_on__isnull=True, due_on__lt=day(at)).exists()
    ):
        table.move(delivery, "resume", reason="", reason_en="")
    record(actor, "delivery.reach_milestone", delivery, milestone=fresh.pk, on=on, note=fresh.note)
    tell("milestone_reached", delivery, once=fresh.pk, milestone=fresh.title, milestone_en=fresh.title_en)
    return fresh


@transaction.atomic
def move_milestone(
    actor: Actor, milestone: Milestone, *, due_on: date, reason: str, at: datetime, reason_en: str = ""
) -> Slip:
    """Move a milestone to a later day, with a reason; the delivery is then shown as delayed. Raises DateNotLater."""
    delivery = locked(milestone.delivery_id)
    fresh = delivery.milestones.get(pk=milestone.pk)
    fresh.delivery = delivery
    actions.move_milestone.require(actor, milestone=fresh, due_on=due_on, reason=reason)
    slip = Slip.objects.create(
        milestone=fresh,
        old_due_on=fresh.due_on,
        new_due_on=due_on,
        reason=reason.strip(),
        reason_en=reason_en.strip(),
        by=person(actor),
        at=at,
    )
    fresh.due_on = due_on
    fresh.save(update_fields=["due_on"])
    table.move(delivery, "delay", reason=slip.reason, reason_en=slip.reason_en)
    record(
        actor,
        "delivery.move_milestone",
        delivery,
        milestone=fresh.pk,
        before=slip.old_due_on,
        after=due_on,
        reason=slip.reason,
    )
    tell(
        "milestone_moved",
        delivery,
        once=slip.pk,
        milestone=fresh.title,
        milestone_en=fresh.title_en,
        reason=slip.reason,
        reason_en=slip.reason_en,
    )
    return slip
