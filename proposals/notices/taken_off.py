"""The author has parted with a co-proposer."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "proposals.taken_off",
    family="proposals",
    title=_("You are no longer a co-proposer"),
    body=_("The author has taken you off “%(title)s”. Your name no longer stands on its page."),
    why=_("You get this because you proposed it with others."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(pk=event.params["to"])
