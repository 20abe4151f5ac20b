"""A project did not come to the ballot, because its review or the committee's decision was not there in time."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of, proposers_of_project
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.project_left_behind",
    family="budget",
    title=_("Not on the ballot: %(title)s"),
    body=_(
        "When the vote opened, the review of “%(title)s” or the committee's decision on it was not there, so it is not voted on. "
        "The idea can be proposed again when the next cycle gathers proposals."
    ),
    why=_("You wrote or follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    project = key_of(event.subject)
    return followers_of_project(project) | proposers_of_project(project)
