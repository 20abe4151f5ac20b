"""A department has ended: its projects and what it was asked go to the one that has come after it."""

from budgeting.cycles.models import PartnerOpinion, Project
from civic.audit.domain.recording import record
from civic.departments.duties import ACTOR, Handover
from civic.notifications.domain.notifying import notify


def hand_over_project(project: Project, handover: Handover) -> None:
    """Give a project to the successor; its followers are told. What was reviewed keeps the name that reviewed it."""
    before, now = handover.before, handover.now
    held = Project.objects.select_for_update(of=("self",), no_key=True)
    fresh = held.filter(pk=project.pk, department=before).first()
    if fresh is None:
        return
    fresh.department = now
    fresh.save(update_fields=["department"])
    record(ACTOR, "cycles.department_followed", fresh, before=before.code, department=now.code)
    notify(
        "cycles.department_changed",
        fresh,
        path=fresh.get_absolute_url(),
        once=handover.once,
        title=fresh.title,
        title_en=fresh.title_en,
        **handover.said,
    )


def hand_over_question(asked: PartnerOpinion, handover: Handover) -> None:
    """Give the successor the question that is not answered. Where it was asked itself, or is in charge of the project,
    the question falls away: the record keeps it."""
    before, now = handover.before, handover.now
    held = PartnerOpinion.objects.select_for_update(of=("self",))
    fresh = held.filter(pk=asked.pk, department=before, answered_at__isnull=True).first()
    if fresh is None:
        return
    project = Project.objects.get(pk=fresh.project_id)
    there = PartnerOpinion.objects.filter(project=project, department=now).exists()
    said = {"before": before.code, "department": now.code}
    if there or project.department_id in (now.pk, before.pk):
        record(ACTOR, "cycles.question_fell_away", project, question=fresh.question, **said)
        fresh.delete()
        return
    fresh.department = now
    fresh.save(update_fields=["department"])
    record(ACTOR, "cycles.question_followed", project, **said)
