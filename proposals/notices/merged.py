"""A proposal was merged into another."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.merged",
    family="proposals",
    title=_("The proposal was merged with another"),
    body=_(
        "%(title)s says the same as “%(other)s”. The supports are counted there together. Reason: %(reason)s"
    ),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
