"""The speaker."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import speaker


@kind(
    "workshops.promise_late",
    family="workshops",
    title=_("The day that the department named for what you said has passed: %(due)s"),
    body=_(
        "You said: “%(opinion)s” Department: %(department)s. It has not said yet what has become of it. "
        "Everybody sees that it is late."
    ),
    why=_("You said this at the workshop “%(title)s”."),
)
def recipients(event: Event) -> QuerySet[User]:
    return speaker(event)
