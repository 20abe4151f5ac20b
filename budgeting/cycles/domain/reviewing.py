"""The department's review of a project: can it be done, lawfully, within the year, and for how much."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop

from budgeting.cycles import actions
from budgeting.cycles.domain.versions import keep_version
from budgeting.cycles.models import Findings, PastReview, Project, Review
from budgeting.cycles.refusals import MoneyFrozen, NotYourDepartment
from budgeting.cycles.states import table
from budgeting.cycles.triggers import MONEY_FROZEN
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.notifications.domain.notifying import notify

COST_REASON = gettext_noop("The department has estimated the cost.")
"""Stored in English and shown in the reader's language: the platform says it, not a person."""


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
    priced = project.cost
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
            "version": archive_review(project),
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
    if eligible and cost != priced:
        keep_version(actor, project, reason=COST_REASON, at=at)
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
        title_en=project.title_en,
        verdict=verdict,
    )
    return review


def archive_review(project: Project) -> int:
    """Keep the review that stands as a past one and take it away; gives the number of the next. Inside a transaction.

    The project's row is locked by the caller, so that two officers never write the same number.
    """
    standing = Review.objects.filter(project=project).first()
    if standing is not None:
        kept = {field.attname: getattr(standing, field.attname) for field in Findings._meta.local_fields}
        PastReview.objects.create(project=project, **kept)
        standing.delete()
    return project.past_reviews.count() + 1


@transaction.atomic
def withdraw_project(actor: Actor, project: Project, *, reason: str, at: datetime) -> Project:
    """Take a project out of the cycle; it stays visible with its reason, which is that of its last version.

    Raises CannotWithdraw, MoneyFrozen, ReasonNeeded, NotAllowed.
    """
    actions.withdraw_project.require(actor, project=project, at=at, reason=reason)
    fresh = table.move(project, "withdraw")
    keep_version(actor, fresh, reason=reason, at=at)
    record(actor, "cycles.withdraw_project", project, reason=reason)
    path = f"/budget/projects/{project.pk}/"
    notify(
        "cycles.project_withdrawn",
        project,
        path=path,
        title=project.title,
        title_en=project.title_en,
        reason=reason,
    )
    return fresh
