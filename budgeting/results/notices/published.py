"""The result of a vote is out: told to everybody who was on its roll or follows the cycle."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.voting.models import RollEntry
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "results.published",
    family="budget",
    title=_("The result is published: %(title)s"),
    body=_(
        "You can see which projects are funded and why, look your ballot up by its code, and download everything to recount."
    ),
    why=_("You get this because you were on the roll of this vote or follow the cycle."),
)
def recipients(event: Event) -> QuerySet[User]:
    """The roll, and the followers of the cycle. Says nothing of who voted."""
    on_roll = RollEntry.objects.filter(group__cycle=int(event.subject.partition(":")[2])).values("resident")
    follows = Q(follows__thread__subject=event.subject) & ~Q(follows__level="off")
    return User.objects.filter(Q(uuid__in=on_roll) | follows, is_active=True).distinct()
