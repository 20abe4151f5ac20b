"""The officers of the department."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import officers


@kind(
    "workshops.answers_due_soon",
    family="work",
    title=_("Answers to opinions are due by %(due)s"),
    body=_("From the workshop “%(title)s”; still without an answer: %(number)s."),
    why=_("You are an officer of this department."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
