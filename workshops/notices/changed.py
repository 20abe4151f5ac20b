"""Everybody who holds a place or waits for one, is invited, or planned it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import calendar_files, concerned


@kind(
    "workshops.changed",
    family="workshops",
    title=_("The workshop has changed: %(title)s"),
    body=_("It begins on %(begins)s. %(place)s Please take the new calendar file."),
    why=_("You are registered for this workshop, wait for a place in it, are invited to it, or planned it."),
    files=calendar_files,
)
def recipients(event: Event) -> QuerySet[User]:
    return concerned(event)
