"""A session has been called."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.called",
    family="work",
    title=_("Session %(number)s of %(title)s has been called"),
    body=_(
        "The date, the place and the agenda stand on the page of the session. Please declare your interests before it."
    ),
    why=_("You are a member of the committee."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(
        is_active=True, committee_seats__committee__sessions=key_of(event.subject)
    ).distinct()
