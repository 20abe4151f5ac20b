"""A proposal is out of sight, for those who followed it; its writer gets the decision itself."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.hidden",
    family="proposals",
    title=_("A proposal that you follow was hidden"),
    body=_(
        "%(number)s was hidden by the moderators. Rule: %(rule)s. The decision and its reason are in the moderation log."
    ),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Followers but for the writers, whom the decision itself is told."""
    return followers(event.subject).exclude(pk__in=event.params["but"])
