"""Everybody who holds a place."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import seat_holders


@kind(
    "workshops.reminder_week",
    family="workshops",
    title=_("The workshop is in a week: %(title)s"),
    body=_(
        "It begins on %(begins)s. %(place)s If you cannot come, please cancel so that somebody else gets the place."
    ),
    why=_("You are registered for this workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return seat_holders(event)
