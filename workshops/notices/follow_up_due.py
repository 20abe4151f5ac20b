"""The hosts: a report is due."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import hosts


@kind(
    "workshops.follow_up_due",
    family="work",
    title=_("The report after %(days)s days is due: %(title)s"),
    body=_("The draft is ready. From today the page of the workshop shows that it is missing."),
    why=_("You host workshops."),
)
def recipients(event: Event) -> QuerySet[User]:
    return hosts(event)
