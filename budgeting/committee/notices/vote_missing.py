"""Members whose votes in writing are missing are reminded before the deadline, once."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from budgeting.committee.models import Session
from budgeting.committee.sessions.queries import still_to_vote
from budgeting.cycles.notices.recipients import key_of
from civic.accounts.models import User
from civic.common.clock import now
from civic.notifications.kinds import kind
from civic.notifications.models import Event


@kind(
    "committee.vote_missing",
    family="work",
    title=_("Your vote in writing is missing: session %(number)s of %(title)s"),
    body=_(
        "Votes are taken until %(until)s, and not all of yours are given. Without a quorum an item comes up in the next session."
    ),
    why=_("You are a member of the committee."),
)
def recipients(event: Event) -> QuerySet[User]:
    """Whoever could still vote when this is sent; not the recused, who are asked for nothing."""
    session = Session.objects.select_related("committee").get(pk=key_of(event.subject))
    if session.state != Session.State.OPEN:
        return User.objects.none()
    return User.objects.filter(is_active=True, committee_seats__in=still_to_vote(session, now())).distinct()
