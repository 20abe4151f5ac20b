"""Whom the notices of workshops reach; the kinds themselves are files in notices/."""

from django.db.models import QuerySet

from civic.accounts.models import User
from civic.notifications.models import Event


def key_of(event: Event) -> int:
    """The primary key in an event's subject ("workshops.workshop:42")."""
    return int(event.subject.rpartition(":")[2])


def seat_holders(event: Event) -> QuerySet[User]:
    """The people with an account who hold a place in the event's workshop."""
    return User.objects.filter(
        is_active=True, registrations__workshop_id=key_of(event), registrations__cancelled_at=None
    )


def speaker(event: Event) -> QuerySet[User]:
    """Whoever said the event's opinion, if they have an account."""
    return User.objects.filter(is_active=True, opinions__pk=key_of(event))
