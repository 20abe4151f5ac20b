"""Somebody has been given a seat in a committee."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.appointed",
    family="work",
    title=_("You are a member: %(title)s"),
    body=_("You have been appointed to “%(title)s”. Your queue shows what waits for you and until when."),
    why=_("You are a member of the committee."),
)
def recipients(event: Event) -> QuerySet[User]:
    return User.objects.filter(is_active=True, committee_seats=key_of(event.subject))
