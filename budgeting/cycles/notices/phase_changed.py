"""The dates of a cycle have moved."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_cycle, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.phase_changed",
    family="budget",
    title=_("Dates have changed: %(title)s"),
    body=_("A date in the calendar of “%(title)s” has moved. The reason: %(reason)s"),
    why=_("You follow this budget cycle or one of its projects."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_cycle(key_of(event.subject))
