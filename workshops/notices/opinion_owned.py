"""The speaker: which department answers, and by when."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import speaker


@kind(
    "workshops.opinion_owned",
    family="workshops",
    title=_("What you said has gone to a department"),
    body=_("You said: “%(opinion)s” Department: %(department)s. The answer is due %(due)s."),
    why=_("You said this at the workshop “%(title)s”."),
)
def recipients(event: Event) -> QuerySet[User]:
    return speaker(event)
