"""The person in line."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import in_line


@kind(
    "workshops.place_offered",
    family="workshops",
    title=_("A place is free for you: %(title)s"),
    body=_("It is held for you until %(until)s. Take it by then, or it goes to the next in line."),
    why=_("You are on the waiting list of this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return in_line(event)
