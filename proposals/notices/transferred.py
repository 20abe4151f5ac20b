"""Another body decides."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.transferred",
    family="proposals",
    title=_("The proposal was transferred to another body"),
    body=_("%(title)s: sent to %(to)s. Reason: %(reason)s"),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
