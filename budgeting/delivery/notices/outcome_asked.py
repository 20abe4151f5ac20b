"""Citizens are asked whether a project came out as promised."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import followers_of_project, key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "delivery.outcome_asked",
    family="budget",
    title=_("Is it there as promised? %(title)s"),
    body=_(
        "“%(title)s” was completed four weeks ago. Please say on the project page whether it is there; no name is shown."
    ),
    why=_("You wrote or follow this project or its proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers_of_project(key_of(event.subject))
