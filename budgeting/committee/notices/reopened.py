"""A member's score sheet was reopened."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.reopened",
    family="work",
    title=_("Your score sheet was reopened: %(title)s"),
    body=_(
        "You may hand in your scores of “%(title)s” once more. The earlier ones count until then. Reason: %(reason)s"
    ),
    why=_("You are a member of the committee."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(
        is_active=True, committee_seats__sheets__reopening=key_of(event.subject)
    ).distinct()
