"""The person who enrolled."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.school.recipients import enrolled


@kind(
    "school.enrolled",
    family="workshops",
    title=_("You have a place on the course: %(title)s"),
    body=_("It begins on %(begins)s. Your code is %(code)s; show it at each session."),
    why=_("You enrolled in this course."),
)
def recipients(event: Event) -> QuerySet[User]:
    return enrolled(event)
