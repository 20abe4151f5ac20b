"""Work: a promised date has come."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import officers


@kind(
    "proposals.promise_due",
    family="work",
    title=_("A promised date has come"),
    body=_("%(title)s: %(due)s was promised. Report what was done, or give a new date with the reason."),
    why=_("You get this because you are an officer of the department in charge."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
