"""Asking other departments about a project, and their answers."""

from datetime import datetime

from django.db import transaction

from budgeting.cycles import actions
from budgeting.cycles.models import PartnerOpinion, Project
from budgeting.cycles.refusals import PartnerAsked
from civic.accounts.actors import Actor, person
from civic.areas.models import Department
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def ask_partner(
    actor: Actor, project: Project, *, department: Department, question: str, at: datetime
) -> PartnerOpinion:
    """Ask another department about its field. Raises PartnerIsInCharge, PartnerAsked, TextMissing, ReviewClosed."""
    actions.ask_partner.require(actor, project=project, department=department, question=question, at=at)
    with refusing({"partner_asked_once": PartnerAsked}):
        asked = PartnerOpinion.objects.create(
            project=project,
            department=department,
            question=question.strip(),
            asked_by=person(actor),
            asked_at=at,
        )
    record(actor, "cycles.ask_partner", project, department=department.code, question=question)
    path = f"/budget/projects/{project.pk}/opinions/{asked.pk}/"
    notify(
        "cycles.partner_asked",
        project,
        path=path,
        once=str(asked.pk),
        title=project.title,
        title_en=project.title_en,
    )
    return asked


@transaction.atomic
def give_opinion(actor: Actor, opinion: PartnerOpinion, *, text: str, at: datetime) -> PartnerOpinion:
    """Answer as the department that was asked; the answer stands on the project page. Raises NotAsked, TextMissing."""
    fresh = (
        PartnerOpinion.objects.select_for_update(of=("self",))
        .select_related("project__envelope__cycle__process", "department")
        .get(pk=opinion.pk)
    )
    actions.give_opinion.require(actor, project=fresh.project, opinion=fresh, text=text, at=at)
    fresh.text, fresh.officer, fresh.answered_at = text.strip(), person(actor), at
    fresh.save(update_fields=["text", "officer", "answered_at"])
    record(actor, "cycles.give_opinion", fresh.project, department=fresh.department.code)
    return fresh
