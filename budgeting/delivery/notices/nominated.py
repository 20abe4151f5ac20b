"""A completed project is among those to choose the best of the year from."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "delivery.nominated",
    family="budget",
    title=_("Among the projects of the year: %(title)s"),
    body=_("Residents now choose the best project of the year, and “%(title)s” is among them."),
    why=_("You wrote or follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_project(key_of(event.subject))
