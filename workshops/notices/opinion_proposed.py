"""The speaker."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import speaker


@kind(
    "workshops.opinion_proposed",
    family="workshops",
    title=_("What you said has become a proposal: %(title)s"),
    body=_("You said: “%(opinion)s” Now it can be supported."),
    why=_("You said this at a workshop."),
)
def recipients(event: Event) -> QuerySet[User]:
    return speaker(event)
