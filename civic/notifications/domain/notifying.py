"""Saying that something happened: one row in the outbox, in the transaction of what happened."""

from typing import Any

from django.db import models, transaction

from civic.audit.domain.recording import reference
from civic.common.waking import wake
from civic.notifications.kinds import registry
from civic.notifications.models import Event


def notify(name: str, subject: models.Model, *, path: str, once: str = "", **params: Any) -> None:
    """Write the event ``name`` about ``subject`` to the outbox; the worker delivers it after the commit.

    ``once`` tells two events of one kind about one subject apart (a milestone's id, a round); the same
    name, subject and ``once`` a second time is the same event and changes nothing. ``path`` is where the message leads.
    Must run inside the transaction of what happened. Raises KeyError for an unknown kind.
    """
    registry[name]
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("notify() belongs into the transaction of what happened")
    key = f"{name}:{reference(subject)}:{once}"[:160]
    event = Event(key=key, kind=name, subject=reference(subject), params={"path": path, **params})
    Event.objects.bulk_create([event], ignore_conflicts=True)  # one trip, whether it is there already or not
    if not any(waiting[1] is _nudge for waiting in transaction.get_connection().run_on_commit):
        transaction.on_commit(_nudge)  # one nudge for all events of a transaction


def _nudge() -> None:
    """Wake the worker; if the broker is away, the sweeper finds the event within seconds."""
    wake("civic.notifications.tasks.sweep")
