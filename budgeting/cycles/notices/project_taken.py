"""A proposal has become a costed project."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of, officers_of_project
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.project_taken",
    family="budget",
    title=_("Now a budget project: %(title)s"),
    body=_("“%(title)s” has been taken into “%(cycle)s”. The department in charge reviews it next."),
    why=_("You wrote, supported or follow the proposal, or your department reviews the project."),
)
def recipients(event: Event) -> QuerySet[User]:
    project = key_of(event.subject)
    return (followers_of_project(project) | officers_of_project(project)).distinct()
