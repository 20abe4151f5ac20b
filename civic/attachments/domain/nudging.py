"""Waking the worker after the commit. If the broker is away, the sweep finds what waits."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

from civic.attachments.models import Attachment


def prepare_soon(attachment: Attachment) -> None:
    """Have the renditions of a photo made when this transaction is through."""
    from civic.attachments.tasks import prepare  # the task imports the domain

    transaction.on_commit(partial(_send, prepare.apply_async, [attachment.pk]))


def sweep_soon() -> None:
    """Have the bytes of what was removed deleted when this transaction is through."""
    from civic.attachments.tasks import sweep  # the task imports the domain

    transaction.on_commit(partial(_send, sweep.apply_async, []))


def _send(send: Callable[..., Any], args: list[Any]) -> None:
    from kombu.exceptions import OperationalError

    try:
        send(args, retry=False, ignore_result=True)
    except OperationalError:
        return
