"""Another department is in charge of a project."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of, officers_of_project
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.project_handed_on",
    family="budget",
    title=_("Another department is in charge: %(title)s"),
    body=_("%(department)s is in charge of “%(title)s” from now on. The reason: %(reason)s"),
    why=_("You wrote or follow this project or its proposal, or your department is in charge of it."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Who follows the project, and the officers who have it now."""
    project = key_of(event.subject)
    return followers_of_project(project) | officers_of_project(project)
