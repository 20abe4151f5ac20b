"""The proposer objects to a review."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import key_of, officers_of_project
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "cycles.objection_made",
    family="budget",
    title=_("Objection to a review: %(title)s"),
    body=_("The proposer objects to the review of “%(title)s”. Your answer is due within 14 days."),
    why=_("Your department reviewed this project."),
)
def recipients(event: Event) -> QuerySet[User]:
    return officers_of_project(key_of(event.subject))
