"""It was marked that this person voted on paper: the control against somebody else voting in their name."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "voting.marked_in_person",
    family="budget",
    title=_("You are marked as having voted on paper: %(title)s"),
    body=_(
        "A ballot that you had cast on this site counts no more. If it was not you at the polling place, call us at once."
    ),
    why=_("You get this so that nobody can vote in your name unnoticed. Nobody knows what was chosen."),
)
def recipients(event: Event) -> QuerySet[User]:
    """The one person whom the event is about."""
    return User.objects.filter(is_active=True, pk=int(event.subject.partition(":")[2]))
