"""The hosts: seven days are over and the record is not public."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import hosts


@kind(
    "workshops.closing_due",
    family="work",
    title=_("The record is due: %(title)s"),
    body=_("Seven days have passed since the workshop. The list shows what is still to do."),
    why=_("You host workshops."),
)
def recipients(event: Event) -> QuerySet[User]:
    return hosts(event)
