"""A project was funded or not: told to its proposer and to those who follow it or its proposal."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of, proposers_of_project
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


def _concerned(event: Event) -> QuerySet[User]:
    """Who follows the project, and whose it is, merged or divided as it may be."""
    project = key_of(event.subject)
    return followers_of_project(project) | proposers_of_project(project)


@kind(
    "results.project_funded",
    family="budget",
    title=_("Funded: %(title)s"),
    body=_(
        "The project came %(rank)s. in the vote and is funded. Next its department publishes the milestones."
    ),
    why=_("You get this because you proposed or follow this project."),
)
def funded(event: Event) -> QuerySet[User]:
    """Proposer and followers."""
    return _concerned(event)


@kind(
    "results.project_not_funded",
    family="budget",
    title=_("Not funded: %(title)s"),
    body=_("The project came %(rank)s. in the vote and is not funded this time. The result page says why."),
    why=_("You get this because you proposed or follow this project."),
)
def not_funded(event: Event) -> QuerySet[User]:
    """Proposer and followers."""
    return _concerned(event)
