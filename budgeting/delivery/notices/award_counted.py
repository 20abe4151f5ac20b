"""The best project of the year is chosen."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "delivery.award_counted",
    family="budget",
    title=_("The best project of the year is chosen: %(title)s was among them"),
    body=_("How many residents chose which project is published."),
    why=_("You wrote or follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_project(key_of(event.subject))
