"""Work: the proposer asks once more."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import officers


@kind(
    "proposals.asked",
    family="work",
    title=_("The proposer asks once more"),
    body=_("%(title)s: reply by %(due)s."),
    why=_("You get this because you are an officer of the department in charge."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
