"""The author has thrown away a draft that others wrote too."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.draft_gone",
    family="proposals",
    title=_("A draft that you wrote with others was thrown away"),
    body=_("%(title)s: the one who began it has thrown it away."),
    why=_("You get this because you proposed it with others."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
