"""Minutes wait for the members who were there."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.minutes_drafted",
    family="work",
    title=_("Minutes to confirm: session %(number)s of %(title)s"),
    body=_(
        "The minutes have been drafted from the record. Please read them and confirm them, or tell the secretary what is wrong."
    ),
    why=_("You were at this session."),
)
def recipients(event: Event) -> QuerySet[User]:
    there = Q(committee_seats__attendances__session__minutes=key_of(event.subject)) & Q(
        committee_seats__attendances__present=True
    )
    return User.objects.filter(there, is_active=True).distinct()
