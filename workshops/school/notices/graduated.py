"""Whoever completed the course."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.school.recipients import enrolled


@kind(
    "school.graduated",
    family="workshops",
    title=_("You have completed the course: %(title)s"),
    body=_(
        "You attended %(attended)s of %(sessions)s sessions. Your certificate is on the page of your "
        "enrolment; your name "
        "is published only if you agree there."
    ),
    why=_("You took part in this course."),
)
def recipients(event: Event) -> QuerySet[User]:
    return enrolled(event)
