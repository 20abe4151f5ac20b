"""A cycle has been published: those who follow it hear of it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_cycle, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.published",
    family="budget",
    title=_("A budget cycle has been announced: %(title)s"),
    body=_("The calendar, the rules and the money of “%(title)s” are published."),
    why=_("You follow this budget cycle."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_cycle(key_of(event.subject))
