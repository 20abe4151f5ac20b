"""What goes when a person leaves: the rooms that they booked, for somebody else."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from civic.common.clock import now
from workshops.spaces.models import Booking


@on_leave("spaces.bookings")
def bookings(person: User) -> None:
    """Bookings of groups that have not begun end; names of groups go."""
    own = Booking.objects.filter(user=person, workshop=None)
    own.in_force().filter(span__startswith__gt=now()).update(cancelled_at=now())
    own.update(group="", purpose="")
