"""The speaker: the department that was to answer has ended, and another one answers."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import speaker


@kind(
    "workshops.department_changed",
    family="workshops",
    title=_("Another department answers what you said"),
    body=_("You said: “%(opinion)s” Department: %(department)s. It has taken over from %(before)s. "
           "The answer is due as before, %(due)s."),
    why=_("You said this at the workshop “%(title)s”."),
)  # fmt: skip
def recipients(event: Event) -> QuerySet[User]:
    return speaker(event)
