"""What goes when a person leaves: their place in workshops to come, and in every line, for somebody else."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from civic.common.clock import now
from workshops.domain.registering import give_back
from workshops.domain.waiting import leave_line
from workshops.models import Registration, Waiting, Workshop


@on_leave("workshops.waiting")
def waiting(person: User) -> None:
    """Out of every line; a held place goes to the next."""
    for entry in Waiting.objects.going_on().filter(user=person).select_related("workshop"):
        leave_line(person, entry, at=now())


@on_leave("workshops.registrations")
def registrations(person: User) -> None:
    """Their places in workshops to come."""
    ahead = Registration.objects.in_force().filter(
        user=person,
        checked_in_at=None,
        workshop__state=Workshop.State.ANNOUNCED,
        workshop__starts_at__gt=now(),
    )
    for registration in ahead.select_related("workshop"):
        give_back(registration, at=now())
