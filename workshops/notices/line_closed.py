"""Whoever waited and may not register any more."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import in_line


@kind(
    "workshops.line_closed",
    family="workshops",
    title=_("The waiting list is closed: %(title)s"),
    body=_(
        "Only invited people can register for this workshop now. The list of workshops shows where there are places."
    ),
    why=_("You were on the waiting list of this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return in_line(event)
