"""The proposer objects to a department's review, and the department answers with a date."""

from datetime import datetime

from django.db import transaction

from budgeting.cycles import actions
from budgeting.cycles.domain.reviewing import archive_review
from budgeting.cycles.models import Objection, Project
from budgeting.cycles.refusals import ObjectedAlready
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, person
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.common.periods import due_day
from civic.notifications.domain.notifying import notify

ANSWER_DAYS = 14
"""Days that the department has to answer an objection."""


@transaction.atomic
def object_to_review(actor: Actor, project: Project, *, text: str, at: datetime) -> Objection:
    """Object to the review that stands. Raises NothingToObjectTo, ObjectionLate, ObjectedAlready, TextMissing."""
    actions.object_to_review.require(actor, project=project, text=text, at=at)
    with refusing({"objection_once_to_a_review": ObjectedAlready}):
        made = Objection.objects.create(
            project=project,
            version=project.review.version,
            author=person(actor),
            text=text.strip(),
            at=at,
            due_on=due_day(at, ANSWER_DAYS),
        )
    record(actor, "cycles.object_to_review", project, version=made.version)
    path = f"/budget/projects/{project.pk}/objections/{made.pk}/"
    notify(
        "cycles.objection_made",
        project,
        path=path,
        once=str(made.pk),
        title=project.title,
        title_en=project.title_en,
    )
    return made


@transaction.atomic
def answer_objection(
    actor: Actor, objection: Objection, *, outcome: str, answer: str, at: datetime
) -> Objection:
    """Answer an objection. One that is upheld sets the review aside: the project waits for another.

    Raises AnsweredAlready, TooLateToReviewAgain, TextMissing, NotYourDepartment.
    """
    Project.objects.select_for_update(of=("self",)).get(objections=objection.pk)
    fresh = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("project__envelope__cycle__process")
        .get(pk=objection.pk)
    )
    actions.answer_objection.require(actor, objection=fresh, answer=answer, at=at, outcome=outcome)
    if actions.sets_aside(fresh, outcome):
        archive_review(fresh.project)
        table.move(fresh.project, "review_again")
    fresh.outcome, fresh.answer = Objection.Outcome(outcome), answer.strip()
    fresh.officer, fresh.answered_at = person(actor), at
    fresh.save(update_fields=["outcome", "answer", "officer", "answered_at"])
    record(actor, "cycles.answer_objection", fresh.project, outcome=outcome, version=fresh.version)
    path = f"/budget/projects/{fresh.project_id}/#objections"
    notify(
        "cycles.objection_answered",
        fresh.project,
        path=path,
        once=str(fresh.pk),
        title=fresh.project.title,
        title_en=fresh.project.title_en,
    )
    return fresh
