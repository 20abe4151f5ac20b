"""The citizen who planned it, and those who accepted an invitation before."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import awaiting


@kind(
    "workshops.announced",
    family="workshops",
    title=_("The workshop is announced: %(title)s"),
    body=_("It begins on %(begins)s. You can register now."),
    why=_("You planned this workshop or accepted an invitation to it."),
)
def recipients(event: Event) -> QuerySet[User]:
    return awaiting(event)
