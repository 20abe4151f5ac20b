"""You cannot write for some days."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.blocked",
    family="account",
    title=_("You cannot write here for some days"),
    body=_(
        "Until %(until)s you can read, support and vote, but not write. If you find that wrong, ask for a second look: "
        "another moderator decides."
    ),
    why=_("You get this because you wrote it."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
