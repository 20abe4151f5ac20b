"""One reminder before the close, to those who asked. It neither knows nor says whether they have voted."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.voting.models import Reminder
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "voting.closing_soon",
    family="budget",
    title=_("The vote closes soon: %(title)s"),
    body=_("It closes on %(closes)s. If you have voted already, you need do nothing."),
    why=_("You get this because you asked for a reminder. We do not look whether you have voted."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Those who asked."""
    group = UUID(event.subject.partition(":")[2])
    return User.objects.filter(is_active=True, pk__in=Reminder.objects.filter(group=group).values("user"))
