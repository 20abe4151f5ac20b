"""The hosts of the area."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import hosts


@kind(
    "workshops.ownerless_due",
    family="work",
    title=_("Opinions still have no department: %(title)s"),
    body=_("Without a department: %(number)s. Every opinion is to be answered by %(due)s."),
    why=_("You host workshops."),
)
def recipients(event: Event) -> QuerySet[User]:
    return hosts(event)
