"""Somebody objects to a decision of the committee."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.notices.recipients import secretaries
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.objection_made",
    family="work",
    title=_("Objection to a decision: %(title)s"),
    body=_("A proposer objects to the committee's decision on “%(title)s”. The answer is due by %(due)s."),
    why=_("You keep the committee's office."),
)
def recipients(event: Event) -> QuerySet[User]:
    return secretaries()
