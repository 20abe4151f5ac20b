"""A hidden proposal is back."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.shown_again",
    family="proposals",
    title=_("A proposal that you follow is shown again"),
    body=_("%(title)s can be read again. It goes on where it stood."),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Followers but for the writers, whom the decision itself is told."""
    return followers(event.subject).exclude(pk__in=event.params["but"])
