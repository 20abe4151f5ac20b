"""A higher step of the ladder."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.rung_reached",
    family="proposals",
    title=_("The proposal has reached the next step"),
    body=_("%(title)s: %(count)s are reached. What follows: %(consequence)s."),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
