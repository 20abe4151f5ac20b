"""Every thing that a person may do after a workshop, with its rule."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds, person
from civic.accounts.models import Role
from civic.common.actions import action
from civic.common.dates import date_text
from civic.common.periods import due_after
from civic.common.refusals import NotAllowed, Refusal, SignInFirst, StaleState
from workshops.after import refusals
from workshops.models import Feedback, FollowUp, Opinion, Registration, Theme, Workshop
from workshops.models.feedback import once_key
from workshops.refusals import WorkshopCancelled

FEEDBACK_DAYS = 30
REPORT_EARLY = timedelta(days=7)  # a report may come out this long before it is due


def _hosting(actor: Actor, workshop: Workshop | None = None) -> Iterator[Refusal]:
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.HOST, area=workshop.area_id if workshop else None):
        yield NotAllowed()


@action("workshops.sort_opinions", label=_("Sort opinions into themes"))
def sort_opinions(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host sorts opinions into themes from the day of the workshop on, also after the record is public."""
    yield from _hosting(actor, workshop)
    if workshop.state not in (Workshop.State.HELD, Workshop.State.RECORDED, Workshop.State.REPORTED):
        yield StaleState(state=workshop.state)


@action("workshops.write_minutes", label=_("Write the minutes of a workshop"))
def write_minutes(actor: Actor, *, workshop: Workshop) -> Iterator[Refusal]:
    """A host, from the day of the workshop on; also when the record is public, for a mistake has to be mended."""
    yield from sort_opinions.rule(actor, workshop=workshop)


@action("workshops.route_theme", label=_("Give a theme to a department"))
def route_theme(actor: Actor, *, theme: Theme) -> Iterator[Refusal]:
    """A host gives a theme to a department while answers are being written; it takes along the opinions that have no
    department of their own."""
    yield from _hosting(actor, theme.workshop)
    if theme.workshop.state not in (Workshop.State.HELD, Workshop.State.RECORDED):
        yield StaleState(state=theme.workshop.state)


@action("workshops.answer_theme", label=_("Answer a theme"))
def answer_theme(actor: Actor, *, theme: Theme) -> Iterator[Refusal]:
    """An officer of the theme's department answers, once, everything in it that waits for that department."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if theme.department_id is None:
        yield refusals.ThemeNotRouted() if holds(actor, Role.Kind.HOST, Role.Kind.OFFICER) else NotAllowed()
    if not holds(actor, Role.Kind.OFFICER, department=theme.department_id):
        yield NotAllowed()
    waiting = Opinion.objects.unanswered().filter(theme=theme, department=theme.department_id, hidden_at=None)
    if not waiting.exists():
        yield refusals.NothingOpenInTheme()


@action("workshops.publish_follow_up", label=_("Publish a follow-up report"))
def publish_follow_up(actor: Actor, *, report: FollowUp, at: datetime) -> Iterator[Refusal]:
    """A host publishes the report that is due, from a week before its day on."""
    yield from _hosting(actor, report.workshop)
    if report.published_at is not None:
        yield refusals.ReportPublished()
    if at < report.due_at - REPORT_EARLY:
        yield refusals.ReportTooEarly(day=date_text(report.due_at - REPORT_EARLY))


def _was_there(actor: Actor, workshop: Workshop) -> Iterator[Refusal]:
    user = person(actor)
    if user is None:
        yield SignInFirst()
    elif not Registration.objects.filter(workshop=workshop, user=user, checked_in_at__isnull=False).exists():
        yield refusals.WasNotThere()


def _took_place(workshop: Workshop) -> Iterator[Refusal]:
    if workshop.state == Workshop.State.CANCELLED:
        yield WorkshopCancelled()
    if workshop.state not in (Workshop.State.HELD, Workshop.State.RECORDED, Workshop.State.REPORTED):
        yield StaleState(state=workshop.state)


@action("workshops.give_feedback", label=_("Answer two questions about a workshop"))
def give_feedback(actor: Actor, *, workshop: Workshop, at: datetime) -> Iterator[Refusal]:
    """Whoever was checked in, once, in the thirty days after the workshop."""
    yield from _was_there(actor, workshop)
    if workshop.state == Workshop.State.CANCELLED:
        yield WorkshopCancelled()
    if not workshop.ends_at <= at <= due_after(workshop.ends_at, FEEDBACK_DAYS):
        yield refusals.FeedbackClosed(days=FEEDBACK_DAYS)
    user = person(actor)
    if user and Feedback.objects.filter(workshop=workshop, once=once_key(workshop, user)).exists():
        yield refusals.FeedbackGiven()


@action("workshops.certificate", label=_("Have a certificate of attendance"))
def certificate(actor: Actor, *, workshop: Workshop, at: datetime) -> Iterator[Refusal]:
    """Whoever was checked in, once the workshop is over and the staff have said that it took place: then the number of
    the certificate can be checked."""
    yield from _was_there(actor, workshop)
    yield from _took_place(workshop)
    if workshop.ends_at > at:
        yield StaleState(state=workshop.state)
