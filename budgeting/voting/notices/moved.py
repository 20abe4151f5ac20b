"""The dates of a vote have moved: told by the cycle, also to everybody on the roll."""

from django.db.models import QuerySet

from budgeting.cycles.acting import acting_in
from budgeting.voting.models import RollEntry
from civic.accounts.models import User
from civic.processes.models import Phase


@acting_in(Phase.Kind.VOTING)
def voters(cycle: int) -> QuerySet[User]:
    """The roll: people were told until when they can vote."""
    return User.objects.filter(
        uuid__in=RollEntry.objects.filter(group__cycle=cycle, group__cycle__published=True).values("resident")
    )
