"""A second moderator has looked again: the warning stays."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.warning_stands",
    family="account",
    title=_("The warning stays"),
    body=_("Another moderator has looked at “%(title)s” again. The warning stays. Reason: %(reason)s"),
    why=_("You get this because you wrote it."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
