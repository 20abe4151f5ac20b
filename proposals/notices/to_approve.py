"""Work: an answer waits for a second person."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import officers


@kind(
    "proposals.to_approve",
    family="work",
    title=_("An answer waits for your approval"),
    body=_("%(title)s: read the answer and approve it, or send it back."),
    why=_("You get this because you are an officer of the department in charge."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event).exclude(pk=event.params["but"])
