"""The department that had the proposal has ended, and another one goes on with it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.comments.domain.threads import followers
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.department_changed",
    family="proposals",
    title=_("The department in charge has changed"),
    body=_("%(title)s is with another department now: %(department)s. It has taken over from %(before)s. "
           "Every date stays as it is."),
    why=_("You get this because you wrote, support or follow this proposal."),
)  # fmt: skip
def recipients(event: Event) -> QuerySet[User]:
    return followers(event.subject)
