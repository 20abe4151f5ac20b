"""Whoever had a place and attended too little."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.school.recipients import enrolled


@kind(
    "school.not_completed",
    family="workshops",
    title=_("The course is over: %(title)s"),
    body=_(
        "You attended %(attended)s of %(sessions)s sessions; %(needed)s complete the course. You can enrol in"
        " the next one."
    ),
    why=_("You took part in this course."),
)
def recipients(event: Event) -> QuerySet[User]:
    return enrolled(event)
