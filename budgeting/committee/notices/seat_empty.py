"""A member has left the platform: a seat is empty."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.notices.recipients import secretaries
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.seat_empty",
    family="work",
    title=_("A seat is empty: %(title)s"),
    body=_(
        "A member has deleted their account and with it left the committee. From tomorrow on the quorum is counted "
        "without them. If the seat was drawn, the next reserve can follow."
    ),
    why=_("You keep the committee's office."),
)
def recipients(event: Event) -> QuerySet[User]:
    return secretaries()
