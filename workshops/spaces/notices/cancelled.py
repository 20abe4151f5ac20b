"""Whoever booked the room."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import key_of


@kind(
    "spaces.cancelled",
    family="workshops",
    title=_("Your booking of a room has been cancelled: %(title)s"),
    body=_(
        "The staff have cancelled the booking for %(begins)s. If you need to know why, ask the department of "
        "the room."
    ),
    why=_("You booked this room."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(is_active=True, space_bookings__pk=key_of(event))
