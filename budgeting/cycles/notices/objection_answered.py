"""An objection to a review is answered."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.models import Objection
from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.objection_answered",
    family="budget",
    title=_("Objection answered: %(title)s"),
    body=_("The department has answered the objection to its review of “%(title)s”."),
    why=_("You wrote or follow this project or its proposal, or objected."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Who follows the project, and who objected, following or not."""
    project = key_of(event.subject)
    objected = User.objects.filter(
        is_active=True, pk__in=Objection.objects.filter(project=project).values("author")
    )
    return followers_of_project(project) | objected.distinct()
