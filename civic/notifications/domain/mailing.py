"""Sending the mails that wait: outside every transaction, each at least once, seldom twice.

A short transaction claims some mails by moving their next try into the future (a lease); then they are sent, and each is
marked at once. A worker that dies in between leaves mails whose lease runs out, and another sends them; only the one mail
that had left but was not yet marked goes out twice, with the same Message-ID, so that mail programs show it once.
"""

import time
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from civic.common import clock
from civic.notifications.domain.backing_off import TRIES, delay
from civic.notifications.domain.composing import compose
from civic.notifications.models import Mail

MAILS_AT_ONCE = 20


def lease() -> timedelta:
    """How long a claimed mail stays with its worker. Half of it may be used, so that two workers never overlap."""
    seconds: float = getattr(settings, "OUTBOX_LEASE_SECONDS", 120)
    return timedelta(seconds=seconds)


def send_waiting() -> int:
    """Send every mail that is due; gives how many left."""
    sent = 0
    while mails := claim():
        sent += _send(mails)
    return sent


def claim() -> list[Mail]:
    """Take some due mails for the length of a lease."""
    now = clock.now()
    with transaction.atomic():
        due = Mail.objects.filter(sent_at__isnull=True, given_up_at__isnull=True, next_try_at__lte=now)
        ids = list(
            due.select_for_update(skip_locked=True)
            .order_by("next_try_at", "id")
            .values_list("pk", flat=True)[:MAILS_AT_ONCE]
        )
        Mail.objects.filter(pk__in=ids).update(next_try_at=now + lease())
    return list(
        Mail.objects.filter(pk__in=ids).select_related("message__event", "message__user").order_by("pk")
    )


def _send(mails: Iterable[Mail]) -> int:
    """Send what can be sent in half a lease; the rest comes back when the lease is over."""
    connection = get_connection()
    until = time.monotonic() + lease().total_seconds() / 2
    sent = 0
    try:
        for mail in mails:
            if time.monotonic() > until:
                break
            sent += _send_one(mail, connection)
    finally:
        connection.close()
    return sent


def _send_one(mail: Mail, connection: BaseEmailBackend) -> int:
    if not mail.message.user.is_active:
        Mail.objects.filter(pk=mail.pk).update(given_up_at=clock.now(), last_error="the account is closed")
        return 0
    try:
        message: EmailMessage = compose(mail)
        message.connection = connection
        message.send()
    except Exception as error:  # noqa: BLE001  a mail server can fail in any way; the reason is kept with the mail
        _put_off(mail, error)
        connection.close()  # a connection that has failed once is not to be trusted with the next mail
        return 0
    Mail.objects.filter(pk=mail.pk).update(sent_at=clock.now(), last_error="")
    return 1


def _put_off(mail: Mail, error: Exception) -> None:
    now = clock.now()
    tries = mail.tries + 1
    Mail.objects.filter(pk=mail.pk).update(
        tries=tries,
        next_try_at=now + delay(tries),
        given_up_at=now if tries >= TRIES else None,
        last_error=f"{type(error).__name__}: {error}"[:300],
    )
