"""A co-proposer has left the proposal."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import author


@kind(
    "proposals.left",
    family="proposals",
    title=_("A co-proposer has left"),
    body=_("%(who)s is no longer a co-proposer of %(title)s."),
    why=_("You get this because you wrote this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return author(event)
