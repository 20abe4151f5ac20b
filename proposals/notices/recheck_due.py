"""Work: look at it again."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import officers


@kind(
    "proposals.recheck_due",
    family="work",
    title=_("A proposal has to be looked at again"),
    body=_("%(title)s: the answer promised to look at it again on %(due)s."),
    why=_("You get this because you are an officer of the department in charge."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
