"""Whoever waited and got no place."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.school.recipients import enrolled


@kind(
    "school.line_over",
    family="workshops",
    title=_("The course has begun without a free place: %(title)s"),
    body=_("No place became free for you. The list of courses shows which ones take enrolments."),
    why=_("You were on the waiting list of this course."),
)
def recipients(event: Event) -> QuerySet[User]:
    return enrolled(event)
