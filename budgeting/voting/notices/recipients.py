"""Who hears of what happens in a vote."""

from uuid import UUID

from django.db.models import QuerySet

from budgeting.voting.models import RollEntry
from civic.accounts.models import User
from civic.notifications.models import Event


def on_the_roll(event: Event) -> QuerySet[User]:
    """Everybody on the roll of the group that the event is about, of its district where it names one, voted or not."""
    group = UUID(event.subject.partition(":")[2])
    roll = RollEntry.objects.filter(group=group)
    if district := event.params.get("district"):
        roll = roll.filter(area_code=district)
    return User.objects.filter(is_active=True, uuid__in=roll.values("resident"))
