"""The proposal is in, with its number."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import writers


@kind(
    "proposals.submitted",
    family="proposals",
    title=_("Your proposal was received"),
    body=_("%(title)s: the reference number is %(number)s."),
    why=_("You get this because you wrote this proposal."),
)
def recipients(event: Event) -> QuerySet[User]:
    return writers(event)
