"""A department has answered a recommendation: the committee hears of it."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.notices.recipients import of_the_committee
from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.recommendation_answered",
    family="work",
    title=_("A recommendation was answered: %(title)s"),
    body=_("%(department)s has answered what the committee recommended on “%(title)s”."),
    why=_("You are a member of the committee that recommended it, or keep its office."),
)
def recipients(event: Event) -> QuerySet[User]:
    return of_the_committee(key_of(event.subject))
