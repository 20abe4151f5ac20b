"""Work: a reply to what the proposer asked once more is late."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import officers


@kind(
    "proposals.reply_overdue",
    family="work",
    title=_("A reply is overdue"),
    body=_("%(title)s: the reply was due by %(due)s. The followers have been told that it is late."),
    why=_("You get this because you are an officer of the department in charge."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
