"""Graduates as a class of voters: the fact that a course was completed before the roll is drawn."""

from datetime import datetime

from django.db.models import QuerySet

from civic.accounts.electors import electors
from civic.accounts.models import User
from workshops.school.models import Graduate


@electors("graduates")
def graduates(at: datetime) -> QuerySet[User]:
    """Everybody who has completed a course of the school by then; what a city asks beyond that stands in its rules."""
    done = Graduate.objects.filter(graduated_at__lte=at, user__isnull=False)
    return User.objects.filter(is_active=True, pk__in=done.values("user"))
