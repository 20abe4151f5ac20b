"""Every thing that a person may do with rooms, with its rule."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.accounts.actors import Actor, holds, person
from civic.accounts.models import Residency, Role
from civic.common.actions import action
from civic.common.refusals import NotAllowed, Refusal, SignInFirst
from workshops.models import Workshop
from workshops.spaces import refusals
from workshops.spaces.models import Booking, Space

SHORTEST = timedelta(minutes=30)
LONGEST_HOURS = 4  # of a group; a workshop may take the whole opening time
AHEAD_DAYS = 60
BOOKINGS_AHEAD = 3


@action("spaces.save_space", label=_("Add or change a room"))
def save_space(actor: Actor) -> Iterator[Refusal]:
    """A host keeps the list of rooms."""
    if not actor.is_authenticated:
        yield SignInFirst()
    if not holds(actor, Role.Kind.HOST):
        yield NotAllowed()


def is_open(space: Space, starts: datetime, ends: datetime) -> bool:
    """Is the room open for the whole of this time, on one day?"""
    begin, end = timezone.localtime(starts), timezone.localtime(ends)
    return (
        begin.date() == end.date()
        and begin.isoweekday() in space.open_days
        and space.opens <= begin.time()
        and end.time() <= space.closes
    )


@action("spaces.book", label=_("Book a room"))
def book(
    actor: Actor,
    *,
    space: Space,
    starts: datetime,
    ends: datetime,
    at: datetime,
    workshop: Workshop | None = None,
) -> Iterator[Refusal]:
    """A verified resident for a group (up to 4 hours, 60 days ahead, three bookings at a time); a host for a workshop."""
    user = person(actor)
    if user is None:
        yield SignInFirst()
        return
    if workshop is not None and not holds(actor, Role.Kind.HOST, area=workshop.area_id):
        yield NotAllowed()
    if workshop is None:
        valid = Q(expires_at=None) | Q(expires_at__gt=at)
        if not Residency.objects.filter(valid, user=user, verified_at__lte=at).exists():
            yield refusals.NotResident()
    if not space.in_use or (workshop is None and not space.for_groups):
        yield refusals.NotForGroups()
    if starts <= at or (workshop is None and starts > at + timedelta(days=AHEAD_DAYS)):
        yield refusals.NotAhead(days=AHEAD_DAYS)
    longest = timedelta(hours=LONGEST_HOURS if workshop is None else 24)
    if not SHORTEST <= ends - starts <= longest:
        yield refusals.TooLong(hours=LONGEST_HOURS)
    if not is_open(space, starts, ends):
        yield refusals.OutsideHours()
    ahead = Booking.objects.in_force().filter(user=user, workshop=None, span__startswith__gt=at)
    if workshop is None and ahead.count() >= BOOKINGS_AHEAD:
        yield refusals.TooMany(n=BOOKINGS_AHEAD)
    if Booking.objects.in_force().filter(space=space, span__overlap=(starts, ends)).exists():
        yield refusals.Taken()


@action("spaces.cancel_booking", label=_("Cancel a booking of a room"))
def cancel_booking(actor: Actor, *, booking: Booking, at: datetime) -> Iterator[Refusal]:
    """One's own before it begins; a host any that has not begun."""
    user = person(actor)
    if not actor.is_authenticated:
        yield SignInFirst()
    own = user is not None and booking.user_id == user.pk
    if not own and not holds(actor, Role.Kind.HOST):
        yield NotAllowed()
    if booking.cancelled_at is not None or booking.starts_at <= at:
        yield refusals.NotBooked()
