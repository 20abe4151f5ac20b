"""A second moderator has looked again: what you wrote stays hidden."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.appeal_refused",
    family="account",
    title=_("Your text stays hidden"),
    body=_("Another moderator has looked at “%(title)s” again. It stays hidden. Reason: %(reason)s"),
    why=_("You get this because you wrote it."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
