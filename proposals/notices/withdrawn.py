"""The writer took the proposal back."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.withdrawn",
    family="proposals",
    title=_("A proposal was withdrawn"),
    body=_("%(title)s was withdrawn by the proposer. The page gives the reason."),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
