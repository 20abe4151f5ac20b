"""The person who registered."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import calendar_files, registrant


@kind(
    "workshops.registered",
    family="workshops",
    title=_("Your place is reserved: %(title)s"),
    body=_("It begins on %(begins)s. Your code is %(code)s; show it at the door."),
    why=_("You registered for this workshop."),
    files=calendar_files,
    other=_("If you cannot come: cancel without signing in"),
)
def recipients(event: Event) -> QuerySet[User]:
    return registrant(event)
