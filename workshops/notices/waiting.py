"""The person in line."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import in_line


@kind(
    "workshops.waiting",
    family="workshops",
    title=_("You are on the waiting list: %(title)s"),
    body=_(
        "Your place in line: %(place)s. When a place becomes free for you, it is held for you and you are told."
    ),
    why=_("You are on the waiting list of this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return in_line(event)
