"""A second moderator has taken the warning back."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.lifted",
    family="account",
    title=_("The warning was taken back"),
    body=_("Another moderator has looked at “%(title)s” again and took the warning back. Reason: %(reason)s"),
    why=_("You get this because you wrote it."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
