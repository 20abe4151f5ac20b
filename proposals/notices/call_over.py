"""The time for proposals is over, for those who have proposed in it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import proposers


@kind(
    "proposals.call_over",
    family="proposals",
    title=_("The time for proposals is over"),
    body=_("%(title)s: the result is due by %(due)s."),
    why=_("You get this because you have made a proposal in this call."),
)
def recipients(event: Event) -> QuerySet[User]:
    return proposers(event)
