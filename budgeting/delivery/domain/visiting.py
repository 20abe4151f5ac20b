"""Citizen monitors: what they found on a visit, and the department's answer to it."""

from datetime import date, datetime

from django.db import transaction

from budgeting.delivery import actions
from budgeting.delivery.domain.milestones import locked
from budgeting.delivery.domain.telling import tell
from budgeting.delivery.models import Delivery, Visit
from budgeting.delivery.queries import day
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record


@transaction.atomic
def record_visit(
    actor: Actor,
    delivery: Delivery,
    *,
    visited_on: date,
    monitors: str,
    finding: str,
    at: datetime,
    finding_en: str = "",
) -> Visit:
    """Write down what citizen monitors found. Raises NotAllowed, DayAhead, FindingMissing."""
    fresh = locked(delivery.pk)
    actions.record_visit.require(actor, delivery=fresh, visited_on=visited_on, finding=finding, today=day(at))
    visit = Visit.objects.create(
        delivery=fresh,
        visited_on=visited_on,
        monitors=monitors.strip(),
        finding=finding.strip(),
        finding_en=finding_en.strip(),
        recorded_by=person(actor),
        recorded_at=at,
    )
    record(actor, "delivery.record_visit", fresh, visit=visit.pk, on=visited_on)
    tell("visited", fresh, once=visit.pk)
    return visit


@transaction.atomic
def answer_visit(actor: Actor, visit: Visit, *, answer: str, at: datetime, answer_en: str = "") -> Visit:
    """Answer a finding, once. The visit's row is locked: of two answers at once the second is refused.

    Raises NotYourDepartment, AlreadyAnswered, AnswerMissing.
    """
    fresh = Visit.objects.select_for_update(of=("self",)).select_related("delivery__project").get(pk=visit.pk)
    actions.answer_visit.require(actor, visit=fresh, answer=answer)
    fresh.answer, fresh.answer_en = answer.strip(), answer_en.strip()
    fresh.answered_by, fresh.answered_at = person(actor), at
    fresh.save(update_fields=["answer", "answer_en", "answered_by", "answered_at"])
    record(actor, "delivery.answer_visit", fresh.delivery, visit=fresh.pk)
    tell("visit_answered", fresh.delivery, once=fresh.pk)
    return fresh
