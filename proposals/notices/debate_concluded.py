"""The conclusions of a debate."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.debate_concluded",
    family="proposals",
    title=_("The conclusions of the public debate are published"),
    body=_("%(title)s: %(pro)s in favour, %(con)s against."),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
