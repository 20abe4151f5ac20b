"""Marking one's own messages as read, and choosing what comes by mail."""

from collections.abc import Collection, Mapping

from django.db import transaction

from civic.accounts.models import User
from civic.common import clock
from civic.notifications import actions
from civic.notifications.kinds import FAMILIES
from civic.notifications.models import Message, Preference


def mark_read(user: User, ids: Collection[int] | None = None) -> int:
    """Mark these of one's unread messages as read (None: all of them); gives how many there were."""
    actions.read_inbox.require(user)
    unread = Message.objects.filter(user=user, read_at__isnull=True)
    return (unread if ids is None else unread.filter(pk__in=ids)).update(read_at=clock.now())


@transaction.atomic
def choose_mail(user: User, wishes: Mapping[str, bool]) -> None:
    """Keep whether each of these families is wanted by mail. Unknown families are left out."""
    for family, by_mail in wishes.items():
        if family in FAMILIES:
            Preference.objects.update_or_create(user=user, family=family, defaults={"by_mail": by_mail})
