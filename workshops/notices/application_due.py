"""The desk that has let the day pass."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event
from workshops.recipients import answering_applications


@kind(
    "workshops.application_due",
    family="work",
    title=_("An answer is overdue: %(title)s"),
    body=_("It was due on %(due)s. The applicant sees that the day has passed."),
    why=_("Your department or your area answers these applications."),
)
def recipients(event: Event) -> QuerySet[User]:
    return answering_applications(event)
