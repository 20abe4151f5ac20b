"""A ballot was recorded for this person: the control against somebody else voting in their name."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "voting.ballot_recorded",
    family="budget",
    title=_("Your ballot was recorded: %(title)s"),
    body=_(
        "A ballot was cast or changed from your account. If it was not you, call us at once. Where the page of the vote "
        "lets you, also vote again now: the last ballot counts."
    ),
    why=_("You get this so that nobody can vote in your name unnoticed. It does not say what was chosen."),
)
def recipients(event: Event) -> QuerySet[User]:
    """The one person whom the event is about."""
    return User.objects.filter(is_active=True, pk=int(event.subject.partition(":")[2]))
