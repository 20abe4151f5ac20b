"""The officers of the department that a theme was given to."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import officers


@kind(
    "workshops.theme_routed",
    family="work",
    title=_("A theme waits for your department's answer, due %(due)s"),
    body=_("“%(theme)s” (from the workshop “%(title)s”). One answer reaches everybody who said it."),
    why=_("You are an officer of this department."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
