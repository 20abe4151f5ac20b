"""A moderator has warned you."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "moderation.warned",
    family="account",
    title=_("Please keep to the rules when you write"),
    body=_(
        "“%(title)s” stays, but it comes close to breaking a rule. Reason: %(reason)s"
        " You can ask another moderator to look again."
    ),
    why=_("You get this because you wrote it."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
