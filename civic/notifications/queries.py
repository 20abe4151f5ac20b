"""Questions asked from several places."""

from datetime import datetime

from django.db.models import QuerySet

from civic.accounts.models import User
from civic.notifications.domain.backing_off import TRIES
from civic.notifications.kinds import FAMILIES
from civic.notifications.models import Event, Mail, Message, Preference

MOST_COUNTED = 100


def inbox(user: User) -> QuerySet[Message]:
    """A person's own messages with their events."""
    return Message.objects.filter(user=user).select_related("event")


def unread_count(user: User) -> int:
    """How many messages are unread, counted up to a hundred (more is "many")."""
    return Message.objects.filter(user=user, read_at__isnull=True)[:MOST_COUNTED].count()


def wishes(user: User) -> dict[str, bool]:
    """For each family: does the person want it by mail?"""
    chosen = dict(Preference.objects.filter(user=user).values_list("family", "by_mail"))
    return {family: chosen.get(family, True) for family in FAMILIES}


def dead_events() -> QuerySet[Event]:
    """Events whose recipients could not be found in twelve tries."""
    return Event.objects.filter(done_at__isnull=True, tries__gte=TRIES)


def dead_mails() -> QuerySet[Mail]:
    """Mails that were given up."""
    return Mail.objects.filter(given_up_at__isnull=False).select_related("message__event", "message__user")


def oldest_waiting() -> datetime | None:
    """Since when the oldest undelivered event or unsent mail waits: the one figure that says whether delivery works."""
    event = (
        Event.objects.filter(done_at__isnull=True, tries__lt=TRIES)
        .order_by("created_at")
        .values_list("created_at", flat=True)
        .first()
    )
    unsent = Mail.objects.filter(sent_at__isnull=True, given_up_at__isnull=True)
    mail = unsent.order_by("message__created_at").values_list("message__created_at", flat=True).first()
    return min((moment for moment in (event, mail) if moment is not None), default=None)
