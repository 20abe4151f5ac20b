"""Whom notices about proposals go to, beside the followers of the thread."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from civic.accounts.models import Role, User
from civic.notifications.models import Event
from proposals.models import CoProposer, Proposal


def author(event: Event) -> QuerySet[User]:
    """The writer of the proposal, if there is an account."""
    pk = int(event.subject.partition(":")[2])
    return User.objects.filter(is_active=True, proposals__in=Proposal.objects.filter(pk=pk))


def writers(event: Event) -> QuerySet[User]:
    """The author and the co-proposers."""
    pk = int(event.subject.partition(":")[2])
    written = Q(proposals__in=Proposal.objects.filter(pk=pk))
    together = CoProposer.objects.standing().filter(proposal=pk).values("user")
    return User.objects.filter(written | Q(pk__in=together), is_active=True).distinct()


def officers(event: Event) -> QuerySet[User]:
    """The officers of the department named in the event; of those that take the unrouted where it names none.

    A department that was dissolved, or whose only officer has left, has nobody: then those that take the unrouted hear of
    it, and where there are none either the administrators, who can hand the proposal on. Work is never told to nobody.
    """
    department = event.params.get("department_id")
    in_force = Role.objects.in_force(timezone.now())
    found = _holding(in_force.officers_of(department)) if department else User.objects.none()
    if not found.exists():
        found = _holding(in_force.filter(kind=Role.Kind.OFFICER, department__takes_unrouted=True))
    return found if found.exists() else holders(Role.Kind.ADMINISTRATOR)


def _holding(roles: QuerySet[Role]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=roles.values("user"))


def holders(kind: str) -> QuerySet[User]:
    """Everybody who holds this role now."""
    return _holding(Role.objects.in_force(timezone.now()).filter(kind=kind))


def proposers(event: Event) -> QuerySet[User]:
    """Everybody with a public proposal in the call that the event is about."""
    pk = int(event.subject.partition(":")[2])
    written = Proposal.objects.published().filter(call__terms=pk)
    return User.objects.filter(is_active=True, proposals__in=written)
