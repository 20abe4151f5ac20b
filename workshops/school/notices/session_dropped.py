"""Everybody with a place, and those in line."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.school.recipients import with_a_place_or_in_line


@kind(
    "school.session_dropped",
    family="workshops",
    title=_("A session does not take place: %(title)s"),
    body=_("It was to begin on %(begins)s. The page of the course shows the sessions as they are now."),
    why=_("You are enrolled in this course."),
)
def recipients(event: Event) -> QuerySet[User]:
    return with_a_place_or_in_line(event)
