"""Whoever waited and got no place."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import in_line


@kind(
    "workshops.line_over",
    family="workshops",
    title=_("The waiting list is over: %(title)s"),
    body=_(
        "No place became free for you. From now on a free place is anybody's: look at the page until the "
        "workshop begins, or ask at the door."
    ),
    why=_("You were on the waiting list of this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return in_line(event)
