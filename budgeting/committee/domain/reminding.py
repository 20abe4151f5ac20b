"""What the clock does by itself: the reminder before votes in writing end."""

from datetime import datetime, timedelta

from django.db import transaction

from budgeting.committee.models import Session
from budgeting.committee.sessions import queries
from civic.notifications.domain.notifying import notify

AHEAD = timedelta(hours=24)
SHORT = 2  # of a vote that lasts less than two days, the second half


def remind_from(session: Session) -> datetime:
    """From when on those who have not voted are reminded: a day before the deadline, never in the first half of the time."""
    if session.ends_at is None:
        raise ValueError("only votes in writing have a deadline")
    return max(session.ends_at - AHEAD, session.ends_at - (session.ends_at - session.starts_at) / SHORT)


def remind_of_votes(at: datetime) -> int:
    """Remind the members whose votes in writing are missing; gives how many sessions that concerned.

    Once for a session: the event's key is the session's, so it is safe any number of times, and at once by two workers.
    """
    soon = Session.objects.filter(
        way=Session.Way.WRITTEN, state=Session.State.OPEN, ends_at__gt=at
    ).select_related("committee")
    due = [one for one in soon.order_by("ends_at", "id")[:500] if remind_from(one) <= at]
    asked = [one for one in due if queries.still_to_vote(one, at)]
    for session in asked:
        _remind(session)
    return len(asked)


@transaction.atomic
def _remind(session: Session) -> None:
    until = session.ends_at.isoformat() if session.ends_at else ""
    notify("committee.vote_missing", session, path=session.get_absolute_url(), until=until, **session.named)
