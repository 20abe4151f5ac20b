"""The worker's whole duty: fan events out to inboxes, then send the mails that wait.

Why this loses nothing and shows nothing twice:

- An event is a row, written in the transaction of what happened. A broker only wakes the worker; a flushed broker or
  a dead worker costs time, never an event, because the sweeper looks at the rows.
- The fan-out claims events with ``FOR UPDATE SKIP LOCKED`` and commits the inbox lines together with the event's cursor:
  a worker that dies releases its rows with its connection, and another goes on from the cursor.
- One line for one event and person is a unique constraint, whatever runs twice.
- A mail is sent outside every transaction (``domain/mailing.py``).
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from civic.accounts.models import User
from civic.common import clock
from civic.notifications.domain.backing_off import TRIES, delay
from civic.notifications.domain.mailing import send_waiting
from civic.notifications.kinds import Kind, registry
from civic.notifications.models import Event, Mail, Message, Preference

EVENTS_AT_ONCE = 100
PEOPLE_AT_ONCE = 500


def deliver_waiting() -> None:
    """Deliver everything that is due now. Safe to run at any time, any number of times, in any number of workers."""
    while fan_out_once():
        continue
    send_waiting()


def fan_out_once(at: datetime | None = None) -> int:
    """One transaction: claim due events and give at most about 500 people their inbox lines; gives the events touched."""
    at = at or clock.now()
    with transaction.atomic():
        room = PEOPLE_AT_ONCE
        touched = 0
        for event in _claimed(at):
            if room <= 0:
                break
            room -= _fan_out(event, at, room)
            touched += 1
    return touched


def _claimed(at: datetime) -> list[Event]:
    due = Event.objects.filter(done_at__isnull=True, tries__lt=TRIES, next_try_at__lte=at)
    return list(due.select_for_update(skip_locked=True).order_by("next_try_at", "id")[:EVENTS_AT_ONCE])


def _fan_out(event: Event, at: datetime, room: int) -> int:
    """Serve the next people of one event; what goes wrong with it puts it off without harming the others."""
    try:
        with transaction.atomic():
            served = _serve(event, registry[event.kind], at, room)
    except Exception as error:  # noqa: BLE001  one kind's broken query must not stop every other notice
        event.tries += 1
        event.next_try_at = at + delay(event.tries)
        event.last_error = f"{type(error).__name__}: {error}"[:300]
        event.save(update_fields=["tries", "next_try_at", "last_error"])
        return 0
    return served


def _serve(event: Event, kind: Kind, at: datetime, room: int) -> int:
    people = kind.recipients(event).order_by().values("pk")
    users = User.objects.filter(pk__in=people, pk__gt=event.cursor, is_active=True)
    ids = list(users.order_by("pk").values_list("pk", flat=True)[:room])
    if ids:
        _write_lines(event, kind, ids, at)
        event.cursor = ids[-1]
    if len(ids) < room:
        event.done_at = at
    event.tries, event.next_try_at, event.last_error = 0, at, ""  # it moved: what failed before is over
    event.save(update_fields=["cursor", "done_at", "tries", "next_try_at", "last_error"])
    return len(ids)


def _write_lines(event: Event, kind: Kind, ids: list[int], at: datetime) -> None:
    """Inbox lines for these people, and a mail for those who want this family by mail."""
    Message.objects.bulk_create(
        [Message(event=event, user_id=user_id, created_at=at) for user_id in ids], ignore_conflicts=True
    )
    unwilling = Preference.objects.filter(family=kind.family, by_mail=False).values("user_id")
    lines = Message.objects.filter(event=event, user_id__in=ids).exclude(user_id__in=unwilling)
    without = lines.filter(Q(mail__isnull=True)).values_list("pk", flat=True)
    Mail.objects.bulk_create([Mail(message_id=pk, next_try_at=at) for pk in without], ignore_conflicts=True)
