"""The committee has decided on a project."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.queries import people_of
from budgeting.cycles.models import Project
from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.decided",
    family="budget",
    title=_("The committee has decided: %(title)s"),
    body=_("The committee's decision on “%(title)s”, its reason and its numbers are on the project page."),
    why=_("You follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    project = Project.objects.get(pk=key_of(event.subject))
    return followers_of_project(project.pk).exclude(
        pk__in=people_of(project)
    )  # these get a letter of their own
