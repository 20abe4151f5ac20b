"""What follows a decision: recommendations with a dated official answer, and objections with theirs."""

from datetime import datetime

from django.db import transaction

from budgeting.committee.models import Decision, Item, Objection, Recommendation
from budgeting.committee.sessions import after as actions
from budgeting.committee.sessions.queries import charter_of
from budgeting.committee.sessions.refusals import ObjectedAlready
from budgeting.cycles.models import Project
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.areas.models import Department
from civic.areas.rules import require_in_force
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.common.periods import due_day
from civic.common.refusals import SignInFirst
from civic.notifications.domain.notifying import notify


@transaction.atomic
def recommend(actor: Actor, item: Item, *, department: Department, text: str, at: datetime) -> Recommendation:
    """Record a recommendation; the department has the charter's days to answer.

    Raises NotInSession, DepartmentEnded, TextEmpty.
    """
    actions.recommend.require(actor, item=item, text=text)
    require_in_force(department)
    days = charter_of(item.session.committee).answer_days
    row = Recommendation.objects.create(
        item=item,
        department=department,
        text=text.strip(),
        due_on=due_day(at, days),
        at=at,
    )
    record(actor, "committee.recommend", row, department=department.code, due_on=row.due_on)
    told = {"title": item.title, "title_en": item.title_en, "due": row.due_on.isoformat()}
    notify("committee.recommended", row, path=f"/committee/recommendations/{row.pk}/", **told)
    return row


@transaction.atomic
def answer_recommendation(
    actor: Actor, recommendation: Recommendation, *, answer: str, at: datetime
) -> Recommendation:
    """The department's dated answer, once; the committee is told, and who follows the project.

    Raises NotTheDepartment, AnsweredAlready, TextEmpty.
    """
    row = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    actions.answer_recommendation.require(actor, recommendation=row, answer=answer)
    row.answer, row.answered_by, row.answered_at = answer.strip(), person(actor), at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    record(actor, "committee.answer_recommendation", row)
    item, department = row.item, row.department
    told = {
        "title": item.title,
        "title_en": item.title_en,
        "department": department.name,
        "department_en": department.name_en,
    }
    path = f"/committee/recommendations/{row.pk}/"
    notify("committee.recommendation_answered", row, path=path, **told)
    notify("committee.followed_recommendation_answered", row, path=path, **told)
    return row


@transaction.atomic
def object_to(actor: Actor, decision: Decision, *, text: str, at: datetime) -> Objection:
    """A proposer objects. Raises NotTheProposer, ObjectionLate, ObjectedAlready, TextEmpty."""
    actions.object_.require(actor, decision=decision, text=text, at=at)
    if not isinstance(actor, User):  # refused above already; said once more for the type checker
        raise SignInFirst
    days = charter_of(decision.committee).answer_days
    with refusing({"objection_once_a_person": ObjectedAlready}):
        row = Objection.objects.create(
            decision=decision,
            user=actor,
            text=text.strip(),
            at=at,
            due_on=due_day(at, days),
        )
    record(actor, "committee.object", decision.project, due_on=row.due_on)
    project = decision.project
    told = {"title": project.title, "title_en": project.title_en, "due": row.due_on.isoformat()}
    notify("committee.objection_made", row, path=f"/committee/objections/{row.pk}/", **told)
    return row


@transaction.atomic
def answer_objection(
    actor: Actor, objection: Objection, *, result: str, answer: str, at: datetime
) -> Objection:
    """The committee's answer, once; the objector is told. "Reopened" sets the decision aside, and the project is before
    the committee again, with the scores that it has. Raises AnsweredAlready, TextEmpty, NotHeardAgain, NotAllowed.
    """
    Project.objects.select_for_update(of=("self",)).get(decisions=objection.decision_id)
    row = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("decision__project__envelope__cycle__process")
        .get(pk=objection.pk)
    )
    actions.answer_objection.require(actor, objection=row, answer=answer, result=result, at=at)
    if result == Objection.Result.REOPENED and row.decision.set_aside_at is None:
        _set_aside(actor, row.decision, at)
    row.result, row.answer, row.answered_at = result, answer.strip(), at
    row.save(update_fields=["result", "answer", "answered_at"])
    record(actor, "committee.answer_objection", row, result=result)
    project = row.decision.project
    notify(
        "committee.objection_answered",
        row,
        path=f"/budget/projects/{project.pk}/",
        title=project.title,
        title_en=project.title_en,
    )
    return row


def _set_aside(actor: Actor, decision: Decision, at: datetime) -> None:
    table.move(decision.project, "hear_again")
    decision.set_aside_at = at
    decision.save(update_fields=["set_aside_at"])
    record(
        actor, "committee.set_aside", decision.project, outcome=decision.outcome, score=str(decision.score)
    )
