"""Taking places and giving them back. How places are counted stands in seating."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from civic.accounts.actors import Actor, System
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.refusals import Refusal, SignInFirst
from civic.notifications.domain.notifying import notify
from workshops import actions, refusals
from workshops.before import actions as before
from workshops.before.places import places_for
from workshops.before.questions import checked_answers
from workshops.domain.confirming import tell_registered
from workshops.domain.passing import let_go, pass_on
from workshops.domain.seating import (
    count_open,
    count_reserved,
    locked,
    seat_row,
    taking_registrations,
)
from workshops.models import Registration, Reserved, Waiting, Workshop


def register(
    actor: Actor,
    workshop: Workshop,
    *,
    at: datetime,
    name: str = "",
    needs: str = "",
    companions: int = 0,
    wheelchair: bool = False,
    answers: Mapping[int, str] | None = None,
) -> Registration:
    """Take a place for the signed-in actor, and one for each companion, who needs no name.

    ``name`` is how they are called at the door (their own name if blank). Places kept for people like them are taken
    first, then open ones; all of one registration are of one sort. ``answers`` go by the question's key.

    Raises WorkshopFull, AlreadyRegistered, InvitationNeeded, TooManyCompanions, AnswersMissing, WorkshopBegan,
    WorkshopCancelled, RegistrationNotOpen, SignInFirst.
    """
    with transaction.atomic():
        workshop = Workshop.objects.get(
            pk=workshop.pk
        )  # who may come is read now, not when the page was made
        places = places_for(actor, workshop, wheelchair=wheelchair)
        actions.register.require(actor, workshop=workshop, at=at, seats=1 + companions, places=places)
        if not isinstance(actor, User):
            raise SignInFirst
        before.bring.require(actor, workshop=workshop, companions=companions)
        given = checked_answers(workshop, answers or {})
        taken, reserved = take_seats(workshop, at, 1 + companions, places)
        if not taken:
            raise _why_no_seat(actor, workshop, at, 1 + companions)
        registration = seat_row(
            workshop,
            user=actor,
            name=(name.strip() or actor.display_name)[:40],
            needs=needs.strip(),
            companions=companions,
            reserved=reserved,
            answers=given,
        )
        _out_of_line(workshop, actor, at)
        record(actor, "workshops.register", workshop)
        tell_registered(registration, workshop)
    return registration


def take_seats(
    workshop: Workshop, at: datetime, seats: int, places: list[Reserved]
) -> tuple[bool, Reserved | None]:
    """Count places as taken, first among those kept for this person; (whether it did, which sort)."""
    for reserved in places:
        if count_reserved(taking_registrations(workshop, at), reserved, seats):
            return True, reserved
    return take_seat(workshop, at, seats), None


def take_seat(workshop: Workshop, at: datetime, seats: int = 1) -> bool:
    """Count open places as taken, if the workshop still takes registrations and has them; say whether it did."""
    return count_open(taking_registrations(workshop, at), seats)


def _out_of_line(workshop: Workshop, user: User, at: datetime) -> None:
    """Whoever stood in line and found a place (one kept for people like them, or in the last hours) leaves the line."""
    entry = Waiting.objects.in_line().filter(workshop=workshop, user=user).first()
    if entry is None:
        return
    fresh = locked(workshop)
    entry = Waiting.objects.in_line().filter(pk=entry.pk).select_related("reserved").first()
    if entry is None:
        return
    entry.ended_at, entry.outcome = at, Waiting.Outcome.TOOK
    entry.save(update_fields=["ended_at", "outcome"])
    let_go(entry, fresh, at=at)


def _why_no_seat(actor: Actor, workshop: Workshop, at: datetime, seats: int) -> Refusal:
    workshop.refresh_from_db()
    found = actions.register.refusal(actor, workshop=workshop, at=at, seats=seats)
    return found or refusals.WorkshopFull(capacity=workshop.capacity)


def cancel_registration(actor: Actor, registration: Registration, *, at: datetime) -> None:
    """Give the places back; where a host does it, the person is told.

    Raises NotRegistered, AlreadyCheckedIn, WorkshopBegan, WorkshopCancelled, NotAllowed.
    """
    with transaction.atomic():
        actions.cancel_registration.require(actor, registration=registration, at=at)
        give_back(registration, at=at)
        record(actor, "workshops.cancel_registration", registration.workshop)
        if registration.user_id not in (None, actor.pk):
            _tell_released(registration)


def _tell_released(registration: Registration) -> None:
    """Somebody else gave the place back: whoever had it hears of it."""
    workshop = registration.workshop
    notify(
        "workshops.released",
        registration,
        path=workshop.get_absolute_url(),
        title=workshop.title,
        title_en=workshop.title_en,
        begins=workshop.starts_at.isoformat(),
    )


def cancel_by_link(registration: Registration, *, at: datetime) -> None:
    """The same by the signed link in the mail, without signing in. Raises NotRegistered, AlreadyCheckedIn, WorkshopBegan."""
    with transaction.atomic():
        before.cancel_by_link.require(None, registration=registration, at=at)
        give_back(registration, at=at)
        record(System("workshops.link"), "workshops.cancel_registration", registration.workshop)


def give_back(registration: Registration, *, at: datetime) -> None:
    """End a registration and pass its places on: to the first who waits, else to anybody. Raises NotRegistered."""
    workshop = locked(registration.workshop)
    # Only one of two parallel cancellations changes the row, so that its places are freed once, not twice.
    in_force = Registration.objects.filter(pk=registration.pk, cancelled_at=None, checked_in_at=None)
    if not in_force.update(cancelled_at=at):
        raise refusals.NotRegistered
    pass_on(workshop, at=at, seats=registration.seats, reserved=registration.reserved)
    registration.cancelled_at = at
