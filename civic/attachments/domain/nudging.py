"""Waking the worker after the commit. If the broker is away, the sweep finds what waits."""

from functools import partial

from django.db import transaction

from civic.attachments.models import Attachment
from civic.common.waking import wake


def prepare_soon(attachment: Attachment) -> None:
    """Have the renditions of a photo made when this transaction is through."""
    transaction.on_commit(partial(wake, "civic.attachments.tasks.prepare", attachment.pk))


def sweep_soon() -> None:
    """Have the bytes of what was removed deleted when this transaction is through."""
    transaction.on_commit(partial(wake, "civic.attachments.tasks.sweep"))
