"""What a person who leaves takes along: an application that has not been drawn yet. Seats and what was decided stay."""

from budgeting.committee.models import Application
from civic.accounts.leaving import on_leave
from civic.accounts.models import User


@on_leave("committee.applications")
def applications(person: User) -> None:
    """Nobody is drawn who is not there any more. Drawn ones are deleted ninety days after, with all others."""
    Application.objects.filter(user=person, recruitment__lottery__isnull=True).delete()
