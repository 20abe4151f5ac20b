"""A booked room follows its workshop: moved with it, given back when it is cancelled."""

from datetime import datetime, timedelta

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common.constraints import refusing
from workshops import followers
from workshops.models import Workshop
from workshops.spaces import refusals
from workshops.spaces.actions import SHORTEST, is_open
from workshops.spaces.domain.booking import in_turn
from workshops.spaces.models import Booking


class Bookings(followers.Follower):
    """The room keeps its time before and after the workshop. Where it is taken or shut then, the workshop is not moved:
    the exclusion constraint has the last word, so two workshops that move into one hour at once cannot both get it."""

    def moved(
        self, actor: Actor, workshop: Workshop, *, starts: datetime, ends: datetime, at: datetime
    ) -> None:
        """Raises RoomTakenThen, RoomShutThen."""
        if (workshop.starts_at, workshop.ends_at) == (starts, ends):
            return  # another place, the same hour: what was booked is still there, and the host gives it back
        for booking in _ahead(workshop, at):
            self._move(actor, booking, workshop.starts_at - starts, workshop.ends_at - ends)

    def _move(self, actor: Actor, booking: Booking, earlier: timedelta, later: timedelta) -> None:
        begins, finishes = booking.starts_at + earlier, booking.ends_at + later
        if (
            finishes - begins < SHORTEST
        ):  # the room was booked for a part of it that is no more: as long as before, then
            finishes = begins + (booking.ends_at - booking.starts_at)
        room = booking.space
        if not is_open(room, begins, finishes):
            raise refusals.RoomShutThen(room=str(room))
        in_turn(room)
        if room.bookings.in_force().exclude(pk=booking.pk).filter(span__overlap=(begins, finishes)).exists():
            raise refusals.RoomTakenThen(room=str(room))
        booking.span = (begins, finishes)
        with refusing({"booking_never_overlaps": refusals.Taken}):
            booking.save(update_fields=["span"])
        record(actor, "spaces.move_booking", room, starts=begins, ends=finishes)

    def cancelled(self, actor: Actor, workshop: Workshop, *, at: datetime) -> None:
        for booking in _ahead(workshop, at):
            booking.cancelled_at = at
            booking.save(update_fields=["cancelled_at"])
            record(actor, "spaces.cancel_booking", booking.space, starts=booking.starts_at)


def _ahead(workshop: Workshop, at: datetime) -> list[Booking]:
    """The rooms booked for it that are not over, room by room in one order, locked so that nobody gives one back meanwhile."""
    found = Booking.objects.in_force().filter(workshop=workshop, span__endswith__gt=at)
    return list(found.select_for_update(of=("self",)).select_related("space").order_by("space_id", "pk"))


followers.registry.add("spaces.bookings", Bookings())
