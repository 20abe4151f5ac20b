"""A project was taken off the ballot: told to whoever follows it; the roll is told apart."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "voting.project_taken_off",
    family="budget",
    title=_("Taken off the ballot: %(title)s"),
    body=_("The project “%(title)s” can no longer be voted for. The reason: %(reason)s"),
    why=_("You wrote or follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_project(key_of(event.subject))
