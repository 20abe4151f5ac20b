"""What may be done after a session, by whom and when: its minutes, recommendations to departments, objections."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from budgeting.committee.actions import seated, secretary
from budgeting.committee.models import (
    Attendance,
    Decision,
    Item,
    Member,
    Minutes,
    Objection,
    Recommendation,
    Session,
)
from budgeting.committee.queries import people_of
from budgeting.committee.sessions import queries, refusals
from budgeting.cycles.models import Project
from budgeting.cycles.queries import money_frozen
from budgeting.cycles.states import table
from civic.accounts.actors import Actor, holds
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.periods import due_after
from civic.common.refusals import NotAllowed, Refusal, SignInFirst


@action("committee.draft_minutes", label=_("Draft the minutes"))
def draft_minutes(actor: Actor, *, session: Session) -> Iterator[Refusal]:
    """From the record of a closed session, again as long as they are not confirmed."""
    yield from secretary(actor)
    if session.state != Session.State.CLOSED:
        yield refusals.SessionNotClosed()
    if Minutes.objects.filter(session=session).exclude(state=Minutes.State.DRAFT).exists():
        yield refusals.MinutesExist()


@action("committee.confirm_minutes", label=_("Confirm the minutes"))
def confirm_minutes(actor: Actor, *, minutes: Minutes, member: Member | None) -> Iterator[Refusal]:
    """A member who was there confirms a text once."""
    yield from seated(actor, member)
    if member is None:
        return
    if not Attendance.objects.filter(session=minutes.session_id, member=member, present=True).exists():
        yield refusals.WasNotThere()
    if minutes.confirmations.filter(member=member, digest=minutes.digest).exists():
        yield refusals.ConfirmedAlready()


@action("committee.publish_minutes", label=_("Publish the minutes"))
def publish_minutes(actor: Actor, *, minutes: Minutes, access: str, ground: str) -> Iterator[Refusal]:
    """When more than half of those who were there have confirmed; what is not open has its legal ground."""
    yield from secretary(actor)
    needed = queries.confirmations_needed(minutes)
    confirmed = queries.confirmations(minutes)
    if confirmed < needed:
        yield refusals.NotConfirmed(confirmed=confirmed, needed=needed)
    if queries.unpublished(minutes.session).exists():
        yield refusals.DecisionsUnpublished()
    if access != Minutes.Access.OPEN and not ground.strip():
        yield refusals.GroundOfClosing()


@action("committee.recommend", label=_("Record a recommendation"))
def recommend(actor: Actor, *, item: Item, text: str) -> Iterator[Refusal]:
    """The secretary records what the committee recommends to a department."""
    yield from secretary(actor)
    if item.session.state not in (Session.State.OPEN, Session.State.CLOSED):
        yield refusals.NotInSession()
    if not text.strip():
        yield refusals.TextEmpty()


@action("committee.answer_recommendation", label=_("Answer a recommendation"))
def answer_recommendation(
    actor: Actor, *, recommendation: Recommendation, answer: str | None
) -> Iterator[Refusal]:
    """The department answers, once, with a date. ``answer`` is None while it is being written."""
    if not actor.is_authenticated:
        yield SignInFirst()
    elif not holds(actor, Role.Kind.OFFICER):
        yield NotAllowed()
    elif not holds(actor, Role.Kind.OFFICER, department=recommendation.department_id):
        yield refusals.NotTheDepartment()
    if recommendation.answered_at is not None:
        yield refusals.AnsweredAlready()
    if answer is not None and not answer.strip():
        yield refusals.TextEmpty()


@action("committee.object", label=_("Object to a decision"))
def object_(actor: Actor, *, decision: Decision, text: str | None, at: datetime) -> Iterator[Refusal]:
    """Everybody to whom the decision's letter goes, once each, within the charter's days. ``text`` None: being written."""
    if not actor.is_authenticated:
        yield SignInFirst()
        return
    if actor.pk is None or actor.pk not in people_of(decision.project):
        yield refusals.NotTheProposer()
        return
    if at > objection_until(decision):
        yield refusals.ObjectionLate()
    if Objection.objects.filter(decision=decision, user=actor.pk).exists():
        yield refusals.ObjectedAlready()
    if text is not None and not text.strip():
        yield refusals.TextEmpty()


def _can_be_heard_again(project: Project, at: datetime) -> bool:
    return table.allows("hear_again", project.state) and not money_frozen(project.envelope.cycle, at)


def objection_until(decision: Decision) -> datetime:
    """The end of the time for an objection."""
    return due_after(decision.at, queries.charter_of(decision.committee).objection_days)


@action("committee.answer_objection", label=_("Answer an objection"))
def answer_objection(
    actor: Actor, *, objection: Objection, answer: str | None, result: str = "", at: datetime | None = None
) -> Iterator[Refusal]:
    """The secretary writes the committee's answer, once. It deals with a project again until prices are published."""
    yield from secretary(actor)
    if objection.answered_at is not None:
        yield refusals.AnsweredAlready()
    again = result == Objection.Result.REOPENED and objection.decision.set_aside_at is None
    if again and at is not None and not _can_be_heard_again(objection.decision.project, at):
        yield refusals.NotHeardAgain()
    if answer is not None and not answer.strip():
        yield refusals.TextEmpty()
