"""The dates of the committee's phase have moved: told by the cycle, also to its members."""

from django.db.models import QuerySet
from django.utils import timezone

from budgeting.committee.models import Member
from budgeting.committee.queries import in_force
from budgeting.cycles.acting import acting_in
from civic.accounts.models import User
from civic.processes.models import Phase


@acting_in(Phase.Kind.COMMITTEE)
def members(cycle: int) -> QuerySet[User]:
    """Who holds a seat in the committee that reviews the cycle."""
    seats = Member.objects.filter(
        in_force(timezone.localdate()), committee__cycle=cycle, committee__reviews=True
    )
    return User.objects.filter(pk__in=seats.values("user"))
