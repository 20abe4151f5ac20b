"""A proposal waits for the department's answer."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import officers


@kind(
    "proposals.to_answer",
    family="work",
    title=_("A proposal waits for the answer of your department"),
    body=_("%(title)s: the answer is due by %(due)s."),
    why=_("You get this because you are an officer of the department in charge."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
