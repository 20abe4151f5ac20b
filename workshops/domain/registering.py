"""Taking a place and giving it back. The places of a workshop are counted in one column, and the row's lock guards it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.urls import reverse

from civic.accounts.actors import Actor
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.dates import moment_text
from civic.common.refusals import Refusal, SignInFirst
from civic.notifications.domain.notifying import notify
from workshops import actions, refusals
from workshops.domain.seating import locked, seat_row
from workshops.domain.waiting import pass_on
from workshops.models import Registration, Waiting, Workshop


def register(
    actor: Actor, workshop: Workshop, *, at: datetime, name: str = "", needs: str = ""
) -> Registration:
    """Take one place for the signed-in actor; ``name`` is how they are called at the door (their own name if blank).

    Raises WorkshopFull, AlreadyRegistered, WorkshopBegan, WorkshopCancelled, RegistrationNotOpen, SignInFirst.
    """
    with transaction.atomic():
        actions.register.require(actor, workshop=workshop, at=at)
        if not isinstance(actor, User):
            raise SignInFirst
        if not take_seat(workshop, at):
            raise _why_no_seat(actor, workshop, at)
        registration = seat_row(
            workshop, user=actor, name=(name.strip() or actor.display_name)[:40], needs=needs.strip()
        )
        # In the last hours a free place is anybody's, also theirs who stand in line.
        Waiting.objects.in_line().filter(workshop=workshop, user=actor).update(
            ended_at=at, outcome=Waiting.Outcome.TOOK
        )
        record(actor, "workshops.register", workshop)
        notify(
            "workshops.registered",
            registration,
            path=reverse("workshops:registration", args=[workshop.code]),
            title=workshop.title,
            code=registration.code,
            begins=moment_text(workshop.starts_at),
        )
    return registration


def take_seat(workshop: Workshop, at: datetime) -> bool:
    """Count one place as taken, if the workshop still takes registrations and has one; say whether it did.

    The condition stands in the UPDATE itself: PostgreSQL reads it again after waiting for the row's lock, so that two
    people cannot both take the last place, and a cancelled workshop takes nobody. (Race: tests/workshops/test_races.py.)
    """
    free = Workshop.objects.filter(
        pk=workshop.pk, state=Workshop.State.ANNOUNCED, starts_at__gt=at, registered_count__lt=F("capacity")
    )
    return _counted(free)


def take_seat_at_the_door(workshop: Workshop) -> bool:
    """The same for a walk-in, who comes after the beginning."""
    open_doors = (Workshop.State.ANNOUNCED, Workshop.State.HELD)
    return _counted(
        Workshop.objects.filter(pk=workshop.pk, state__in=open_doors, registered_count__lt=F("capacity"))
    )


def _counted(free: QuerySet[Workshop]) -> bool:
    try:
        with transaction.atomic():
            return bool(free.update(registered_count=F("registered_count") + 1))
    except (
        IntegrityError
    ):  # the CHECK on the column has the last word: nobody sits on a chair that is not there
        return False


def _why_no_seat(actor: Actor, workshop: Workshop, at: datetime) -> Refusal:
    workshop.refresh_from_db()
    found = actions.register.refusal(actor, workshop=workshop, at=at)
    return found or refusals.WorkshopFull(capacity=workshop.capacity)


def cancel_registration(actor: Actor, registration: Registration, *, at: datetime) -> None:
    """Give the place back. Raises NotRegistered, AlreadyCheckedIn, WorkshopBegan, NotAllowed."""
    with transaction.atomic():
        actions.cancel_registration.require(actor, registration=registration, at=at)
        give_back(registration, at=at)
        record(actor, "workshops.cancel_registration", registration.workshop)


def give_back(registration: Registration, *, at: datetime) -> None:
    """End a registration and pass its place on: to the first who waits, else to anybody. Raises NotRegistered."""
    workshop = locked(registration.workshop)
    # Only one of two parallel cancellations changes the row, so that one place is freed, not two.
    in_force = Registration.objects.filter(pk=registration.pk, cancelled_at=None, checked_in_at=None)
    if not in_force.update(cancelled_at=at):
        raise refusals.NotRegistered
    pass_on(workshop, at=at)
    registration.cancelled_at = at
