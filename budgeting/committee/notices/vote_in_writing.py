"""Members are asked to vote on motions in writing."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Member, Session
from budgeting.committee.queries import day, in_force
from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.vote_in_writing",
    family="work",
    title=_("Your vote in writing is asked for: session %(number)s of %(title)s"),
    body=_(
        "The motions stand on the page of the session. Votes are taken until %(until)s; a vote that was given stands."
    ),
    why=_("You are a member of the committee."),
)
def recipients(event: Event) -> QuerySet[User]:
    session = Session.objects.get(pk=key_of(event.subject))
    seats = Member.objects.filter(in_force(day(event.created_at)), committee=session.committee_id, votes=True)
    return User.objects.filter(is_active=True, committee_seats__in=seats).distinct()
