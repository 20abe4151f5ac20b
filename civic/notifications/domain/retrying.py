"""Trying again what was given up, when an administrator has mended the cause."""

from typing import Literal

from django.db import transaction

from civic.accounts.actors import Actor
from civic.audit.domain.recording import record
from civic.common import clock
from civic.notifications import actions
from civic.notifications.domain.backing_off import TRIES
from civic.notifications.models import Event, Mail
from civic.notifications.refusals import NothingToRetry

Sort = Literal["event", "mail"]


@transaction.atomic
def retry(actor: Actor, sort: Sort, pk: int) -> None:
    """Give an event or a mail that was given up its tries back; the next sweep takes it. Raises NothingToRetry."""
    actions.retry_delivery.require(actor)
    row = _given_up(sort, pk)
    if row is None:
        raise NothingToRetry
    before = {"tries": row.tries, "error": row.last_error}
    row.tries, row.next_try_at = 0, clock.now()
    if isinstance(row, Mail):
        row.given_up_at = None
    row.save()
    record(actor, "notifications.retried", row, **before)


def _given_up(sort: Sort, pk: int) -> Event | Mail | None:
    if sort == "event":
        return Event.objects.select_for_update().filter(pk=pk, done_at__isnull=True, tries__gte=TRIES).first()
    return Mail.objects.select_for_update().filter(pk=pk, given_up_at__isnull=False).first()
