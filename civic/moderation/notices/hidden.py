"""A moderator has hidden what you wrote."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.hidden",
    family="account",
    title=_("Your text has been hidden"),
    body=_("“%(title)s” is no longer shown. Reason: %(reason)s You can ask another moderator to look again."),
    why=_("You get this because you wrote it."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
