"""Work: decide whether a debate is held."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import holders


@kind(
    "proposals.debate_to_decide",
    family="work",
    title=_("Decide whether a public debate is held"),
    body=_("%(title)s has reached the step of the ladder. Decide by %(due)s."),
    why=_("You get this because you lead public debates."),
)
def recipients(event: Event) -> QuerySet[User]:
    return holders("host")
