"""The officers of the department whose promised day has come."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import officers


@kind(
    "workshops.promise_due",
    family="work",
    title=_("A day that your answer named has come: %(day)s"),
    body=_("“%(opinion)s” (from the workshop “%(title)s”) Say what has become of it."),
    why=_("You are an officer of this department."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
