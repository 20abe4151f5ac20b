"""The department's review of a project."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles import refusals
from budgeting.cycles.actions.common import while_reviewed, within_ceiling
from budgeting.cycles.models import Project, Review
from budgeting.cycles.states import table
from budgeting.cycles.sums import MOST
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("cycles.open_review", label=_("Open the department review of a project"))
def open_review(actor: Actor, *, project: Project, at: datetime) -> Iterator[Refusal]:
    """The officer of the department in charge reviews, during the review phase, what the committee has not decided; after an
    objection that was right also later."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.OFFICER):
        yield NotAllowed()
    elif project.department_id is None or not holds(
        actor, Role.Kind.OFFICER, department=project.department_id
    ):
        yield refusals.NotYourDepartment()
    if not table.allows("find_eligible", project.state):
        yield refusals.NotReviewable()
    yield from while_reviewed(project, at)


@action("cycles.review_project", label=_("Write the department review of a project"))
def review_project(
    actor: Actor,
    *,
    project: Project,
    verdict: str,
    reason_code: str,
    text: str,
    condition: str,
    cost: int,
    at: datetime,
) -> Iterator[Refusal]:
    """A review says eligible, eligible with a condition, or not eligible with its ground; it never judges merit."""
    yield from open_review.rule(actor, project=project, at=at)
    if verdict == Review.Verdict.INELIGIBLE and not reason_code:
        yield refusals.ReasonCodeMissing()
    if verdict == Review.Verdict.CONDITIONAL and not condition.strip():
        yield refusals.ConditionMissing()
    if not text.strip():
        yield refusals.TextMissing()
    if cost <= 0:
        yield refusals.NoCost()
    if verdict != Review.Verdict.INELIGIBLE:
        yield from within_ceiling(project.envelope, cost, is_event=project.is_event)
    elif cost > MOST:
        yield refusals.OverCeiling()
