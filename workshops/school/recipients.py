"""Whom the notices of the school reach."""

from django.db.models import QuerySet

from civic.accounts.models import User
from civic.notifications.models import Event
from workshops.recipients import key_of


def enrolled(event: Event) -> QuerySet[User]:
    """Whose enrolment the event is about."""
    return User.objects.filter(is_active=True, school_enrolments__pk=key_of(event))


def with_a_place(event: Event) -> QuerySet[User]:
    """Everybody with a place on the event's course."""
    return User.objects.filter(
        is_active=True,
        school_enrolments__course_id=key_of(event),
        school_enrolments__cancelled_at=None,
        school_enrolments__seated_at__isnull=False,
    ).distinct()


def with_a_place_or_in_line(event: Event) -> QuerySet[User]:
    return User.objects.filter(
        is_active=True, school_enrolments__course_id=key_of(event), school_enrolments__cancelled_at=None
    ).distinct()
