"""What a person who leaves takes along: an application that has not been drawn yet, and the seats. What was decided stays."""

from django.utils import timezone

from budgeting.committee.domain import seating
from budgeting.committee.models import Application
from civic.accounts.leaving import on_leave
from civic.accounts.models import User


@on_leave("committee.applications")
def applications(person: User) -> None:
    """Nobody is drawn who is not there any more. Drawn ones are deleted ninety days after, with all others."""
    Application.objects.filter(user=person, recruitment__lottery__isnull=True).delete()


@on_leave("committee.seats")
def seats(person: User) -> None:
    """Nobody sits there any more; the next reserve of the draw can follow."""
    seating.vacate(person, on=timezone.localdate())
