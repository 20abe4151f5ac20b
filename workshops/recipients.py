"""Whom the notices of workshops reach; the kinds themselves are files in notices/."""

from django.db.models import Q, QuerySet

from civic.accounts.models import Role, User
from civic.notifications.kinds import File
from civic.notifications.models import Event
from workshops.calendar import calendar_file, method_of
from workshops.models import Invitation, Registration, Waiting, Workshop


def key_of(event: Event) -> int:
    """The primary key in an event's subject ("workshops.workshop:42")."""
    return int(event.subject.rpartition(":")[2])


def calendar_files(event: Event) -> list[File]:
    """The calendar file of the event's workshop as it is when the mail is written: a later change is never undone."""
    found = Workshop.objects.with_names().filter(pk=key_of(event))
    if event.subject.startswith("workshops.registration"):
        found = Workshop.objects.with_names().filter(registrations__pk=key_of(event))
    return [
        (f"workshop-{one.code}.ics", calendar_file(one), f"text/calendar; method={method_of(one)}")
        for one in found
    ]


def seat_holders(event: Event) -> QuerySet[User]:
    """The people with an account who hold a place in the event's workshop."""
    return User.objects.filter(
        is_active=True, registrations__workshop_id=key_of(event), registrations__cancelled_at=None
    )


def registrant(event: Event) -> QuerySet[User]:
    """Whose registration the event is about."""
    return User.objects.filter(is_active=True, registrations__pk=key_of(event))


def awaiting(event: Event) -> QuerySet[User]:
    """Those who count on the event's workshop without a place: who accepted an invitation, and the citizen who planned it."""
    accepted = Invitation.objects.accepted().filter(workshop=key_of(event)).values("user")
    planner = Workshop.objects.filter(pk=key_of(event), planner__isnull=False).values("planner")
    return User.objects.filter(Q(pk__in=accepted) | Q(pk__in=planner), is_active=True)


def concerned(event: Event) -> QuerySet[User]:
    """The same, those who hold a place, and those who stand in line for one."""
    holds = Registration.objects.in_force().filter(workshop=key_of(event), user__isnull=False).values("user")
    waits = Waiting.objects.going_on().filter(workshop=key_of(event)).values("user")
    found = Q(pk__in=holds) | Q(pk__in=waits) | Q(pk__in=awaiting(event).values("pk"))
    return User.objects.filter(found, is_active=True)


def in_line(event: Event) -> QuerySet[User]:
    """Whose place in line the event is about."""
    return User.objects.filter(is_active=True, workshop_waits__pk=key_of(event))


def speaker(event: Event) -> QuerySet[User]:
    """Whoever said the event's opinion, if they have an account."""
    return User.objects.filter(is_active=True, opinions__pk=key_of(event))


def officers(event: Event) -> QuerySet[User]:
    """The officers of the department that the event names."""
    roles = Role.objects.in_force().officers_of(event.params["department"])
    return _or_whoever_leads(User.objects.filter(is_active=True, pk__in=roles.values("user_id")))


def _or_whoever_leads(found: QuerySet[User]) -> QuerySet[User]:
    """A department that was dissolved, or whose only officer has left, has nobody: then the hosts of every area hear of it,
    who can give the work to another department, and the administrators. Work is never told to nobody."""
    if found.exists():
        return found
    leading = Q(kind=Role.Kind.ADMINISTRATOR) | Q(kind=Role.Kind.HOST, area=None)
    roles = Role.objects.in_force().filter(leading)
    return User.objects.filter(is_active=True, pk__in=roles.values("user_id"))


def hosts(event: Event) -> QuerySet[User]:
    """The hosts of the area of the event's workshop, and those of every area."""
    here = Q(area__isnull=True) | Q(area__in=Workshop.objects.filter(pk=key_of(event)).values("area"))
    roles = Role.objects.in_force().filter(here, kind=Role.Kind.HOST)
    return _or_whoever_leads(User.objects.filter(is_active=True, pk__in=roles.values("user_id")))


def applicant(event: Event) -> QuerySet[User]:
    """Whoever sent the event's application."""
    return User.objects.filter(is_active=True, workshop_applications__pk=key_of(event))


def answering_applications(event: Event) -> QuerySet[User]:
    """Officers of the department and hosts of the area that the event names, and the hosts of every area."""
    hosts_there = Q(kind=Role.Kind.HOST) & (Q(area=None) | Q(area_id=event.params["area"]))
    in_force = Role.objects.in_force()
    roles = in_force.officers_of(event.params["department"]) | in_force.filter(hosts_there)
    return _or_whoever_leads(User.objects.filter(is_active=True, pk__in=roles.values("user_id")))
