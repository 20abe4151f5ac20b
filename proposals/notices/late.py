"""What was promised for a day has not come."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.late",
    family="proposals",
    title=_("What was promised is late"),
    body=_("%(title)s: %(what)s was due by %(due)s. It is still owed. We tell you when it comes."),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
