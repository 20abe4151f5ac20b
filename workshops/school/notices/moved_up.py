"""The first in line, who has a place now."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.school.recipients import enrolled


@kind(
    "school.moved_up",
    family="workshops",
    title=_("A place has become free and it is yours: %(title)s"),
    body=_(
        "The course begins on %(begins)s. If you cannot come any more, please give the place up so that the "
        "next in line gets it."
    ),
    why=_("You were on the waiting list of this course."),
)
def recipients(event: Event) -> QuerySet[User]:
    return enrolled(event)
