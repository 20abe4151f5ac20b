"""Everybody who holds a place or waits for one."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import calendar_files, seat_holders_and_waiting


@kind(
    "workshops.changed",
    family="workshops",
    title=_("The workshop has changed: %(title)s"),
    body=_("Look at the new time and place, and take the new calendar file."),
    why=_("You are registered for this workshop or on its waiting list."),
    files=calendar_files,
)
def recipients(event: Event) -> QuerySet[User]:
    return seat_holders_and_waiting(event)
