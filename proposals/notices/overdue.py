"""An answer is late, and everybody sees it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import officers


@kind(
    "proposals.overdue",
    family="work",
    title=_("An answer is overdue"),
    body=_(
        "%(title)s: the answer was due by %(due)s. It is on the public list. Give at least an interim answer."
    ),
    why=_("You get this because you are an officer of the department in charge."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers(event)
