"""An interim answer."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.answered_interim",
    family="proposals",
    title=_("There is an interim answer"),
    body=_("%(title)s: %(department)s says where the matter stands. The final answer is due by %(due)s."),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
