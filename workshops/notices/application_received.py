"""Whoever applied to plan a workshop."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import applicant


@kind(
    "workshops.application_received",
    family="workshops",
    title=_("Your application has arrived: %(title)s"),
    body=_("The department in charge answers by %(due)s at the latest."),
    why=_("You applied to plan a workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return applicant(event)
