"""A member dropped out of a project after scoring it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.notices.recipients import secretaries
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.declared_late",
    family="work",
    title=_("A late declaration voided scores: %(title)s"),
    body=_(
        "A member who had scored “%(title)s” is now out of it. The scores no longer count, and the quorum is counted anew."
    ),
    why=_("You keep the committee's office."),
)
def recipients(event: Event) -> QuerySet[User]:
    return secretaries()
