"""A draft that somebody began who has left."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from proposals.recipients import author


@kind(
    "proposals.draft_yours",
    family="proposals",
    title=_("A draft that you write with others is yours now"),
    body=_(
        "%(title)s: the person who began it has deleted their account. You can go on writing and submit it."
    ),
    why=_("You get this because you were the first to join."),
)
def recipients(event: Event) -> QuerySet[User]:
    return author(event)
