"""What goes when a person leaves: their place in workshops to come, and in every line, for somebody else."""

from civic.accounts.leaving import on_leave
from civic.accounts.models import User
from civic.common.clock import now
from workshops.domain.applying import withdraw
from workshops.domain.registering import give_back
from workshops.domain.waiting import leave_line
from workshops.models import CitizenPlan, Invitation, QuestionAnswer, Registration, Waiting, Workshop


@on_leave("workshops.waiting")
def waiting(person: User) -> None:
    """Out of every line; a held place goes to the next."""
    for entry in Waiting.objects.going_on().filter(user=person).select_related("workshop"):
        leave_line(person, entry, at=now())


@on_leave("workshops.applications")
def applications(person: User) -> None:
    """Applications that wait for an answer are withdrawn: nobody is there to be answered."""
    for application in CitizenPlan.objects.waiting().filter(applicant=person):
        withdraw(person, application)


@on_leave("workshops.invitations")
def invitations(person: User) -> None:
    """Their name and address on invitations, those that were sent to the address alone as well; nobody comes on those
    that they had accepted."""
    Invitation.objects.filter(user=person).update(
        user=None, name="", email="", accepted_at=None, declined_at=now()
    )
    Invitation.objects.filter(email__iexact=person.email).update(name="", email="")


@on_leave("workshops.registrations")
def registrations(person: User) -> None:
    """Their places in workshops to come; everywhere their name, what they needed and what they answered."""
    ahead = Registration.objects.in_force().filter(
        user=person,
        checked_in_at=None,
        workshop__state=Workshop.State.ANNOUNCED,
        workshop__starts_at__gt=now(),
    )
    for registration in ahead.select_related("workshop"):
        give_back(registration, at=now())
    theirs = Registration.objects.filter(user=person)
    QuestionAnswer.objects.filter(registration__in=theirs).delete()
    theirs.update(name="", needs="")
    Waiting.objects.filter(user=person).update(name="", needs="", answers={})
