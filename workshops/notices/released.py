"""Whoever had the place."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import registrant


@kind(
    "workshops.released",
    family="workshops",
    title=_("Your place has been given back: %(title)s"),
    body=_(
        "The staff have cancelled your registration for %(begins)s. If you want to come, register again while"
        " there are places; if this is a mistake, tell the department."
    ),
    why=_("You were registered for this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return registrant(event)
