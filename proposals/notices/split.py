"""A part was split off."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.split",
    family="proposals",
    title=_("A proposal became two"),
    body=_(
        "“%(title)s” and “%(other)s” are two proposals now. You support and follow both. Reason: %(reason)s"
    ),
    why=_("You get this because you wrote, support or follow this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
