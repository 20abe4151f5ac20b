"""Booking a room, and giving it back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from civic.accounts.actors import Actor, person
from civic.accounts.models import User
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from civic.common.korean import nfc
from civic.common.locks import exclude
from civic.notifications.domain.notifying import notify
from workshops.models import Workshop
from workshops.spaces import actions, refusals
from workshops.spaces.models import Booking, Space


def save_space(actor: Actor, space: Space | None, **fields: Any) -> Space:
    """Add a room, or change one. Bookings that were made stay. Raises NotAllowed."""
    with transaction.atomic():
        actions.save_space.require(actor)
        saved = space or Space()
        for name, value in fields.items():
            setattr(saved, name, value)
        saved.save()
        record(actor, "spaces.save_space", saved, title=saved.title)
    return saved


def book(
    actor: Actor,
    space: Space,
    *,
    starts: datetime,
    ends: datetime,
    at: datetime,
    workshop: Workshop | None = None,
    group: str = "",
    purpose: str = "",
) -> Booking:
    """Take the room from ``starts`` to ``ends`` (the end is free for the next).

    Two people who book at once: the exclusion constraint lets one through, the other reads Taken. One person who books
    many at once: their own bookings wait for each other, so that the limit holds. (Races: tests/workshops/spaces/.)
    Raises Taken, OutsideHours, TooLong, NotAhead, TooMany, NotForGroups, NotResident, SignInFirst.
    """
    user = person(actor)
    with transaction.atomic():
        one_by_one(user)
        actions.book.require(actor, space=space, starts=starts, ends=ends, at=at, workshop=workshop)
        in_turn(space)
        with refusing({"booking_never_overlaps": refusals.Taken}):
            booking = Booking.objects.create(
                space=space,
                span=(starts, ends),
                user=user,
                workshop=workshop,
                group=nfc(group).strip()[:80],
                purpose=nfc(purpose).strip()[:200],
                made_at=at,
            )
        record(actor, "spaces.book", space, starts=starts, ends=ends)
    booking.refresh_from_db(fields=["span"])  # as the database gives it: a range
    return booking


def one_by_one(user: User | None) -> None:
    """Bookings of one person follow one another."""
    if user is not None:
        exclude(f"spaces.book:{user.pk}")


def in_turn(space: Space) -> None:
    """Bookings of one room are written one after another.

    The exclusion constraint alone keeps them apart, but several that overlap at once may wait for each other in a ring:
    PostgreSQL writes the row first and looks for others afterwards, and ends the ring with an error.
    """
    exclude(f"spaces.room:{space.pk}")


def cancel_booking(actor: Actor, booking: Booking, *, at: datetime) -> None:
    """Give the room back; where a host does it, whoever booked it is told. Raises NotBooked, NotAllowed."""
    with transaction.atomic():
        fresh = Booking.objects.select_for_update().get(pk=booking.pk)
        actions.cancel_booking.require(actor, booking=fresh, at=at)
        fresh.cancelled_at = at
        fresh.save(update_fields=["cancelled_at"])
        record(actor, "spaces.cancel_booking", fresh.space, starts=fresh.starts_at)
        if fresh.user_id not in (None, actor.pk):
            _tell_cancelled(fresh)


def _tell_cancelled(booking: Booking) -> None:
    """Somebody else gave the room back: whoever booked it hears of it."""
    notify(
        "spaces.cancelled",
        booking,
        path=reverse("spaces:mine"),
        title=booking.space.title,
        title_en=booking.space.title_en,
        begins=booking.starts_at.isoformat(),
    )
