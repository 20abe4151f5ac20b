"""The department in charge of a project has ended, and another one goes on with it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.department_changed",
    family="budget",
    title=_("The department in charge has changed: %(title)s"),
    body=_("The project “%(title)s” is with another department now: %(department)s. It has taken over from %(before)s. "
           "Every date stays as it is."),
    why=_("You wrote or follow this project or its proposal."),
)  # fmt: skip
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_project(key_of(event.subject))
