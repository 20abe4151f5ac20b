"""A promised date was moved."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.date_moved",
    family="proposals",
    title=_("A promised date was moved"),
    body=_("%(title)s: from %(old)s to %(new)s. Reason: %(reason)s"),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
