"""Everybody who held a place."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import seat_holders


@kind(
    "workshops.reported",
    family="workshops",
    title=_("Every opinion has been answered: %(title)s"),
    body=_("See what became of each opinion."),
    why=_("You were registered for this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return seat_holders(event)
