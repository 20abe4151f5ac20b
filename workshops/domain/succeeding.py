"""A department has ended: opinions, themes and workshops go to the one that has come after it, with the same dates."""

from typing import Any

from django.urls import reverse

from civic.audit.domain.recording import record
from civic.departments.duties import ACTOR, Handover
from civic.notifications.domain.notifying import notify
from workshops.domain import outcomes
from workshops.domain.routing import hold_workshops
from workshops.models import Opinion, Workshop


def hand_over_opinion(opinion: Opinion, handover: Handover) -> None:
    """Give an opinion without an answer to the successor; whoever said it is told."""
    hold_workshops([opinion.pk])
    held = Opinion.objects.select_for_update(of=("self",)).select_related("workshop")
    fresh = held.unanswered().filter(pk=opinion.pk, department=handover.before).first()
    if fresh is None:
        return
    fresh.department = handover.now
    fresh.save(update_fields=["department"])
    outcomes.changed(fresh.workshop, fresh, before={"department_id": handover.before.pk})
    record(
        ACTOR,
        "workshops.department_followed",
        fresh,
        before=handover.before.code,
        department=handover.now.code,
    )
    if fresh.speaker_id is not None and fresh.due_at is not None:
        notify(
            "workshops.department_changed",
            fresh,
            path=reverse("workshops:mine"),
            once=handover.once,
            title=fresh.workshop.title,
            title_en=fresh.workshop.title_en,
            opinion=fresh.text[:120],
            opinion_en=fresh.text_en[:120],
            due=fresh.due_at.isoformat(),
            **handover.said,
        )


def hand_over_partner(partner: Any, handover: Handover) -> None:
    """Put the successor among the partners of a workshop, once, and never beside itself as the leading department."""
    partners = Workshop.partners.through.objects
    there = partners.filter(workshop=partner.workshop_id, department=handover.now).exists()
    leads = Workshop.objects.filter(pk=partner.workshop_id, department=handover.now).exists()
    held = partners.filter(pk=partner.pk, department=handover.before)
    if there or leads:
        held.delete()
    else:
        held.update(department=handover.now)
