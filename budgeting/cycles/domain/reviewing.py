"""The department's review of a project: can it be done, lawfully, within the year, and for how much."""

from datetime import datetime

from django.db import transaction

from budgeting.cycles import actions
from budgeting.cycles.models import Project, Review
from budgeting.cycles.refusals import MoneyFrozen, NotYourDepartment
from budgeting.cycles.states import table
from budgeting.cycles.triggers import MONEY_FROZEN
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify


@transaction.atomic
def review_project(
    actor: Actor,
    project: Project,
    *,
    verdict: str,
    text: str,
    cost: int,
    at: datetime,
    reason_code: str = "",
    condition: str = "",
    calculation: str = "",
    text_en: str = "",
) -> Review:
    """Write, or within the phase write anew, the review of a project. ``cost`` is the department's estimate in won.

    The estimate becomes the project's cost where it is eligible. Raises ReviewClosed, NotYourDepartment, NotReviewable,
    ReasonCodeMissing, ConditionMissing, TextMissing, OverCeiling; StaleState when the project moved on meanwhile.
    """
    actions.review_project.require(
        actor,
        project=project,
        verdict=verdict,
        reason_code=reason_code,
        text=text,
        condition=condition,
        cost=cost,
        at=at,
    )
    eligible = verdict != Review.Verdict.INELIGIBLE
    before = Review.objects.filter(project=project).values("verdict", "reason_code", "estimated_cost").first()
    if project.department is None:  # refused above already; said once more for the type checker
        raise NotYourDepartment
    with refusing({MONEY_FROZEN: MoneyFrozen}):
        if eligible:
            table.move(project, "find_eligible", cost=cost)
        else:
            table.move(project, "find_ineligible")
    review, _created = Review.objects.update_or_create(
        project=project,
        defaults={
            "department": project.department,
            "reviewer": person(actor),
            "verdict": verdict,
            "reason_code": "" if eligible else reason_code,
            "text": text.strip(),
            "text_en": text_en.strip(),
            "condition": condition.strip() if verdict == Review.Verdict.CONDITIONAL else "",
            "estimated_cost": cost,
            "calculation": calculation.strip(),
            "at": at,
        },
    )
    project.review = review
    entry = record(
        actor,
        "cycles.review_project",
        project,
        before=before,
        verdict=verdict,
        reason_code=reason_code,
        cost=cost,
    )
    notify(
        "cycles.project_reviewed",
        project,
        path=f"/budget/projects/{project.pk}/",
        once=str(entry.pk),
        title=project.title,
        verdict=verdict,
    )
    return review


@transaction.atomic
def withdraw_project(actor: Actor, project: Project, *, reason: str, at: datetime) -> Project:
    """Take a project out of the cycle; it stays visible with its reason. Raises CannotWithdraw, MoneyFrozen, NotAllowed."""
    actions.withdraw_project.require(actor, project=project, at=at)
    fresh = table.move(project, "withdraw")
    record(actor, "cycles.withdraw_project", project, reason=reason)
    path = f"/budget/projects/{project.pk}/"
    notify("cycles.project_withdrawn", project, path=path, title=project.title, reason=reason)
    return fresh
