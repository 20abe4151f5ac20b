"""At the door: checking people in by code or name, walk-ins, and taking a mistake back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from civic.accounts.actors import Actor, System, person
from civic.audit.domain.recording import record
from civic.common.ids import clean_code
from workshops import actions, refusals
from workshops.domain.seating import count_open, count_reserved, seat_row, with_open_doors
from workshops.models import Registration, Reserved, Workshop


@dataclass(frozen=True)
class CheckIn:
    """A person who is in, since when, and whether this was the first time that somebody checked them in."""

    registration: Registration
    since: datetime
    first: bool


def find_by_code(workshop: Workshop, typed: str) -> Registration:
    """The registration with this code, however it was typed. Raises UnknownCode."""
    found = (
        Registration.objects.select_related("workshop")
        .filter(workshop=workshop, code=clean_code(typed))
        .first()
    )
    if found is None:
        raise refusals.UnknownCode
    return found


def check_in(actor: Actor, registration: Registration, *, at: datetime) -> CheckIn:
    """Mark the person as present. Two devices, one code: the first writes, the second learns since when.

    Raises CheckInNotOpen, NotRegistered, NotAllowed.
    """
    with transaction.atomic():
        actions.check_in.require(actor, registration=registration, at=at)
        return _present(actor, registration, at)


def check_in_self(registration: Registration, *, at: datetime) -> CheckIn:
    """The person checks in at the poster on the wall, with the code of their registration: no account is needed.

    Raises CheckInNotOpen, NotRegistered.
    """
    with transaction.atomic():
        actions.check_in_self.require(None, registration=registration, at=at)
        return _present(System("workshops.poster"), registration, at)


def _present(actor: Actor, registration: Registration, at: datetime) -> CheckIn:
    waiting = Registration.objects.filter(pk=registration.pk, checked_in_at=None, cancelled_at=None)
    first = bool(waiting.update(checked_in_at=at, checked_in_by=person(actor)))
    registration.refresh_from_db(fields=["checked_in_at", "cancelled_at"])
    if registration.checked_in_at is None:
        raise refusals.NotRegistered
    if first:
        record(actor, "workshops.check_in", registration)
    return CheckIn(registration, registration.checked_in_at, first)


def undo_check_in(
    actor: Actor, registration: Registration, *, at: datetime, since: datetime | None = None
) -> None:
    """Take a mistaken check-in back; with ``since`` only the one of that moment, not a later one of somebody else.

    Raises NotCheckedIn, CheckInNotOpen, NotAllowed.
    """
    with transaction.atomic():
        actions.undo_check_in.require(actor, registration=registration, at=at)
        present = Registration.objects.filter(pk=registration.pk, checked_in_at__isnull=False)
        if since is not None:
            present = present.filter(checked_in_at=since)
        if not present.update(checked_in_at=None, checked_in_by=None):
            raise refusals.NotCheckedIn
        record(actor, "workshops.undo_check_in", registration)
    registration.checked_in_at = None


def admit_walk_in(
    actor: Actor, workshop: Workshop, *, name: str, at: datetime, device_key: UUID | None = None
) -> Registration:
    """Give a free place to somebody at the door, who is checked in at once.

    ``device_key`` names a walk-in that a device kept offline: it comes in once. Raises WorkshopFull, CheckInNotOpen,
    AlreadyRegistered (that key is here).
    """
    with transaction.atomic():
        actions.admit_walk_in.require(actor, workshop=workshop, at=at)
        taken, reserved = take_seat_at_the_door(workshop)
        if not taken:
            workshop.refresh_from_db()
            actions.admit_walk_in.require(actor, workshop=workshop, at=at)
            raise refusals.WorkshopFull(capacity=workshop.capacity)
        registration = seat_row(
            workshop,
            user=None,
            name=name.strip()[:40],
            reserved=reserved,
            walk_in_at=at,
            device_key=device_key,
        )
        record(actor, "workshops.admit_walk_in", registration)
    return registration


def take_seat_at_the_door(workshop: Workshop) -> tuple[bool, Reserved | None]:
    """An open place for a walk-in, else one that was kept for somebody who did not come; (whether, which sort)."""
    doors = with_open_doors(workshop)
    if count_open(doors, 1):
        return True, None
    for reserved in workshop.reserved.all():
        if count_reserved(doors, reserved, 1):
            return True, reserved
    return False, None
