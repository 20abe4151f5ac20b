"""The person in line."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import in_line


@kind(
    "workshops.offer_ended",
    family="workshops",
    title=_("Your offer has ended: %(title)s"),
    body=_(
        "Nobody took the place in time, so it went to the next in line. You can join the waiting list again."
    ),
    why=_("You are on the waiting list of this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return in_line(event)
