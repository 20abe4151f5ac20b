"""Citizen monitors visited."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "delivery.visited",
    family="budget",
    title=_("Citizen monitors visited: %(title)s"),
    body=_("What they found stands on the project page. The department answers it there within 14 days."),
    why=_("You wrote or follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_project(key_of(event.subject))
