"""Objecting to a review, and the answer."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.cycles import queries, refusals
from budgeting.cycles.actions.common import proposes
from budgeting.cycles.models import Objection, Project, Review
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.dates import date_text
from civic.common.periods import due_after
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("cycles.object_to_review", label=_("Object to a department's review"))
def object_to_review(actor: Actor, *, project: Project, text: str | None, at: datetime) -> Iterator[Refusal]:
    """Whoever proposes it objects once to a review, within the days of the rules. ``text`` None: not written yet."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not proposes(actor, project):
        yield NotAllowed()
    review = getattr(project, "review", None)
    if review is None or review.verdict == Review.Verdict.ELIGIBLE:
        yield refusals.NothingToObjectTo()
        return
    until = objection_until(project, review)
    if until is None or at > until:
        yield refusals.ObjectionLate(until=date_text(until or review.at))
    if project.objections.filter(version=review.version).exists():
        yield refusals.ObjectedAlready()
    if text is not None and not text.strip():
        yield refusals.TextMissing()


def objection_until(project: Project, review: Review) -> datetime | None:
    """The last moment to object to a review: its day and the days of the rules; None where the rules give none."""
    rules = getattr(project.envelope.cycle, "rules", None)
    days = rules.objection_days if rules is not None else 0
    return due_after(review.at, days) if days else None


@action("cycles.answer_objection", label=_("Answer an objection to a review"))
def answer_objection(
    actor: Actor, *, objection: Objection, answer: str | None, at: datetime, outcome: str = ""
) -> Iterator[Refusal]:
    """The department in charge answers with a date, also after its phase. ``answer`` None: not written yet. It reviews again
    until the committee has decided and prices are published: then nothing that it writes would change anything."""
    project = objection.project
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.OFFICER):
        yield NotAllowed()
    elif project.department_id is None or not holds(
        actor, Role.Kind.OFFICER, department=project.department_id
    ):
        yield refusals.NotYourDepartment()
    if objection.answered_at is not None:
        yield refusals.AnsweredAlready()
    if sets_aside(objection, outcome) and not _can_be_reviewed_again(project, at):
        yield refusals.TooLateToReviewAgain()
    if answer is not None and not answer.strip():
        yield refusals.TextMissing()


def sets_aside(objection: Objection, outcome: str) -> bool:
    """Does this answer set the review aside? Not where the department has written another one since."""
    review = Review.objects.filter(project=objection.project_id, version=objection.version)
    return outcome == Objection.Outcome.UPHELD and review.exists()


def _can_be_reviewed_again(project: Project, at: datetime) -> bool:
    return table.allows("review_again", project.state) and not queries.money_frozen(
        project.envelope.cycle, at
    )
