"""A party to a project has challenged a member."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.notices.recipients import secretaries
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.challenged",
    family="work",
    title=_("A member was challenged: %(title)s"),
    body=_(
        "A party to “%(title)s” asks that a member be kept out of it. "
        "The scoring cannot be closed before the committee has decided."
    ),
    why=_("You keep the committee's office."),
)
def recipients(event: Event) -> QuerySet[User]:
    return secretaries()
