"""The department answered the monitors."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "delivery.visit_answered",
    family="budget",
    title=_("The department answered the monitors: %(title)s"),
    body=_("The answer to the citizen monitors' finding stands on the project page."),
    why=_("You wrote or follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_project(key_of(event.subject))
