"""Seats have been drawn by lot."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.drawn",
    family="work",
    title=_("The seats have been drawn: %(title)s"),
    body=_(
        "The result of the lottery is published with the list and the seed. Your number stands on the page of your application."
    ),
    why=_("You applied for a seat."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(is_active=True, committee_applications__recruitment=key_of(event.subject))
