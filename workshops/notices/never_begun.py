"""The hosts of the area."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import hosts


@kind(
    "workshops.never_begun",
    family="work",
    title=_("Did it take place? %(title)s"),
    body=_(
        "The workshop is over, and nobody has begun its record. Begin it and write down what was said; if it "
        "did not take place, cancel it with the reason."
    ),
    why=_("You host workshops."),
)
def recipients(event: Event) -> QuerySet[User]:
    return hosts(event)
