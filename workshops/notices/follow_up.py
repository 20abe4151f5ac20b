"""Everybody who held a place: the report after 30, 90 or 180 days."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import seat_holders


@kind(
    "workshops.follow_up",
    family="workshops",
    title=_("Report after %(days)s days: %(title)s"),
    body=_("See what has become of each opinion since the workshop."),
    why=_("You were registered for this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return seat_holders(event)
