"""The department replies to a further question."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.replied",
    family="proposals",
    title=_("The department has replied to the further question"),
    body=_("%(title)s: the reply stands below the answer."),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
