"""The desk that answers: officers of the series' lead department and the hosts of the area."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import answering_applications


@kind(
    "workshops.application_waiting",
    family="work",
    title=_("Citizens want to plan a workshop: %(title)s"),
    body=_("Answer by %(due)s: accept, accept with a change, or decline with a reason."),
    why=_("Your department or your area answers these applications."),
)
def recipients(event: Event) -> QuerySet[User]:
    return answering_applications(event)
