"""Every thing that a person may do before a workshop, with its rule."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds, person
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst, StaleState
from workshops.before import refusals
from workshops.models import CitizenPlan, Invitation, Registration, Series, Workshop
from workshops.refusals import AlreadyCheckedIn, NotRegistered, WorkshopBegan, WorkshopCancelled, WorkshopOver


def hosting(actor: Actor, workshop: Workshop | None = None) -> Iterator[Refusal]:
    """A host of the workshop's area, or, without a workshop, any host."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.HOST, area=workshop.area_id if workshop else None):
        yield NotAllowed()


@action("workshops.apply_to_plan", label=_("Apply to plan a workshop"))
def apply_to_plan(actor: Actor, *, series: Series) -> Iterator[Refusal]:
    """A signed-in person, in a series that takes applications."""
    if not (series.takes_applications and series.is_public and series.ended_at is None):
        yield refusals.ThemeNotOpen()
    if person(actor) is None:
        yield SignInFirst()


@action("workshops.withdraw_application", label=_("Withdraw an application to plan a workshop"))
def withdraw_application(actor: Actor, *, application: CitizenPlan) -> Iterator[Refusal]:
    """One's own, until it is answered."""
    user = person(actor)
    if user is None:
        yield SignInFirst()
    elif application.applicant_id != user.pk:
        yield NotAllowed()
    if application.state != CitizenPlan.State.SUBMITTED:
        yield StaleState(state=application.state)


@action("workshops.answer_application", label=_("Answer an application to plan a workshop"))
def answer_application(actor: Actor, *, application: CitizenPlan) -> Iterator[Refusal]:
    """An officer of the series' lead department, or a host of the area; once."""
    if not actor.is_authenticated:
        yield SignInFirst()
    officer = holds(actor, Role.Kind.OFFICER, department=application.series.department_id)
    if not officer and not holds(actor, Role.Kind.HOST, area=application.area_id):
        yield NotAllowed()
    if application.state != CitizenPlan.State.SUBMITTED:
        yield StaleState(state=application.state)


@action("workshops.shape", label=_("Write the text and the agenda of a workshop"))
def shape(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host until the workshop is held; the citizen who plans it until it is announced."""
    if not actor.is_authenticated:
        yield SignInFirst()
    user = person(actor)
    is_planner = user is not None and workshop.planner_id == user.pk
    if not is_planner and not holds(actor, Role.Kind.HOST, area=workshop.area_id):
        yield NotAllowed()
    ahead = [Workshop.State.PLANNED]
    if not is_planner or holds(actor, Role.Kind.HOST, area=workshop.area_id):
        ahead.append(Workshop.State.ANNOUNCED)
    if workshop.state not in ahead:
        yield StaleState(state=workshop.state)


@action("workshops.keep_series", label=_("Begin and change a series of workshops"))
def keep_series(actor: Actor) -> Iterator[Refusal]:
    """A host begins a series, describes it, shows it to everybody and ends it."""
    yield from hosting(actor)


@action("workshops.bring_companions", label=_("Bring companions to a workshop"))
def bring(actor: Actor, *, workshop: Workshop, companions: int) -> Iterator[Refusal]:
    """As many as the host allows for one person."""
    if not 0 <= companions <= workshop.companions_max:
        yield refusals.TooManyCompanions(most=workshop.companions_max)


@action("workshops.cancel_by_link", label=_("Cancel a registration by the link in the mail"))
def cancel_by_link(actor: object, *, registration: Registration, at: datetime) -> Iterator[Refusal]:
    """Whoever has the signed link, before the workshop begins."""
    if registration.cancelled_at is not None:
        yield NotRegistered()
    if registration.checked_in_at is not None:
        yield AlreadyCheckedIn()
    if registration.workshop.state == Workshop.State.CANCELLED:
        yield WorkshopCancelled()
    if registration.workshop.state != Workshop.State.ANNOUNCED or registration.workshop.starts_at <= at:
        yield WorkshopOver() if registration.workshop.ends_at <= at else WorkshopBegan()


@action("workshops.keep_registration", label=_("Set up the registration of a workshop"))
def keep_registration(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host says who may come, keeps places for some and invites, until the workshop is held."""
    yield from hosting(actor, workshop)
    if workshop.state not in (Workshop.State.PLANNED, Workshop.State.ANNOUNCED):
        yield StaleState(state=workshop.state)


@action("workshops.ask", label=_("Ask questions at registration"))
def ask(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host, before the workshop is announced: whoever registers first is asked the same as whoever registers last."""
    yield from hosting(actor, workshop)
    if workshop.state != Workshop.State.PLANNED:
        yield StaleState(state=workshop.state)


@action("workshops.withdraw_invitation", label=_("Withdraw an invitation to a workshop"))
def withdraw_invitation(actor: Actor, *, invitation: Invitation) -> Iterator[Refusal]:
    """A host, until the workshop is held; also one that was accepted."""
    yield from keep_registration.rule(actor, workshop=invitation.workshop)
    if invitation.declined_at is not None:
        yield refusals.InvitationSettled()


@action("workshops.accept_invitation", label=_("Accept an invitation to a workshop"))
def accept_invitation(actor: Actor, *, invitation: Invitation, at: datetime) -> Iterator[Refusal]:
    """The first signed-in person who opens the link, before the workshop begins."""
    yield from _invitation_open(invitation, at)
    user = person(actor)
    if invitation.user_id is not None and (user is None or user.pk != invitation.user_id):
        yield refusals.InvitationSettled()
    if user is None:
        yield SignInFirst()


@action("workshops.decline_invitation", label=_("Decline an invitation to a workshop"))
def decline_invitation(actor: object, *, invitation: Invitation, at: datetime) -> Iterator[Refusal]:
    """Whoever has the link of an invitation that nobody has accepted."""
    yield from _invitation_open(invitation, at)
    if invitation.user_id is not None:
        yield refusals.InvitationSettled()


def _invitation_open(invitation: Invitation, at: datetime) -> Iterator[Refusal]:
    if invitation.declined_at is not None:
        yield refusals.InvitationSettled()
    if invitation.workshop.state == Workshop.State.CANCELLED:
        yield WorkshopCancelled()
    ahead = (Workshop.State.PLANNED, Workshop.State.ANNOUNCED)
    if invitation.workshop.state not in ahead or invitation.workshop.starts_at <= at:
        yield WorkshopOver() if invitation.workshop.ends_at <= at else WorkshopBegan()


@action("workshops.give_tables", label=_("Give everybody a table"))
def give_tables(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host of the workshop's area, until its record is published."""
    yield from hosting(actor, workshop)
    if workshop.state not in (Workshop.State.ANNOUNCED, Workshop.State.HELD):
        yield StaleState(state=workshop.state)
