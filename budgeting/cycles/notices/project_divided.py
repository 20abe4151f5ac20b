"""A project was divided."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.project_divided",
    family="budget",
    title=_("Divided: %(title)s"),
    body=_(
        "“%(title)s” was divided into %(number)s projects, which are reviewed one by one. Reason: %(reason)s"
    ),
    why=_("You wrote or follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_project(key_of(event.subject))
