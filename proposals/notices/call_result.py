"""The result of a call is published, for those who have proposed in it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import proposers


@kind(
    "proposals.call_result",
    family="proposals",
    title=_("The result of a call is published"),
    body=_("%(title)s: the places and the reasons are public."),
    why=_("You get this because you have made a proposal in this call."),
)
def recipients(event: Event) -> QuerySet[User]:
    return proposers(event)
