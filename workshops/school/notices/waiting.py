"""The person who stands in line."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.school.recipients import enrolled


@kind(
    "school.waiting",
    family="workshops",
    title=_("You are on the waiting list of the course: %(title)s"),
    body=_("When somebody gives up a place, it goes to whoever has waited longest. You are told at once."),
    why=_("You enrolled in this course."),
)
def recipients(event: Event) -> QuerySet[User]:
    return enrolled(event)
