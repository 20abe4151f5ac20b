"""The window ran out before there were enough supports."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.closed",
    family="proposals",
    title=_("A proposal was closed without enough supports"),
    body=_("%(title)s had %(count)s of the %(needed)s supports that were needed."),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
