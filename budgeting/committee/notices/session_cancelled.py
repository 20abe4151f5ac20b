"""A session that had been called is off."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.session_cancelled",
    family="work",
    title=_("Session %(number)s of %(title)s does not take place"),
    body=_("The session has been called off. Its items come up in another session, which is called anew."),
    why=_("You are a member of the committee."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(
        is_active=True, committee_seats__committee__sessions=key_of(event.subject)
    ).distinct()
