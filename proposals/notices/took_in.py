"""Another proposal was merged into this one."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.took_in",
    family="proposals",
    title=_("Another proposal was merged into this one"),
    body=_(
        "“%(other)s” says the same as “%(title)s”. Its supports are counted here, each person once. Reason: %(reason)s"
    ),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
