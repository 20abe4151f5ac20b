"""What you wrote is shown again."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.restored",
    family="account",
    title=_("Your text is shown again"),
    body=_("“%(title)s” is shown again. Reason: %(reason)s"),
    why=_("You get this because you wrote it."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
