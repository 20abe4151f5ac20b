"""The speaker."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import speaker


@kind(
    "workshops.opinion_late",
    family="workshops",
    title=_("The answer to what you said is late"),
    body=_(
        "You said: “%(opinion)s” Department: %(department)s. The answer was due %(due)s. Everybody sees that "
        "it is late, and you are told as soon as it is there."
    ),
    why=_("You said this at the workshop “%(title)s”."),
)
def recipients(event: Event) -> QuerySet[User]:
    return speaker(event)
