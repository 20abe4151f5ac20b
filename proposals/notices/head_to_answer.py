"""Work: the mayor has to answer."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import holders


@kind(
    "proposals.head_to_answer",
    family="work",
    title=_("The mayor has to answer a proposal"),
    body=_("%(title)s has reached the step of the ladder. The answer is due by %(due)s."),
    why=_("You get this because you publish the mayor's answers."),
)
def recipients(event: Event) -> QuerySet[User]:
    return holders("publisher")
