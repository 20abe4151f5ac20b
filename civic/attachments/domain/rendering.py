"""Making the three renditions of a photo, and letting go of the original with all that it knows about its owner."""

from typing import Any

from django.db import transaction
from django.db.models import F

from civic.attachments import storing
from civic.attachments.judging import pictures
from civic.attachments.models import Attachment
from civic.attachments.refusals import CannotBeRead, TooManyPixels
from civic.attachments.states import State, table

MOST_TRIES = 3
"""A photo that took a worker down three times is given up."""


def prepare(pk: int) -> None:
    """Make the renditions of the photo with this key, show it, and delete its original. Safe to run any number of times.

    The try is counted before the work, in a transaction of its own, so that a picture that kills workers is met.
    """
    waiting = Attachment.objects.filter(pk=pk, state=State.PREPARING)
    if not waiting.update(tries=F("tries") + 1):
        return
    attachment = waiting.first()
    if attachment is None:
        return
    if attachment.tries > MOST_TRIES:
        _give_up(attachment)
        return
    try:
        with storing.read(attachment) as content:
            made = pictures.renditions(content, storing.RENDITIONS)
    except (CannotBeRead, TooManyPixels, FileNotFoundError):
        _give_up(attachment)
        return
    for name, (data, _size) in made.items():
        storing.keep(attachment, storing.in_memory(data), name)
    width, height = made["large"][1]
    if _move(attachment, "show", width=width, height=height):
        storing.drop(attachment, storing.ORIGINAL)
    else:
        _drop_if_gone(attachment)


def _give_up(attachment: Attachment) -> None:
    if _move(attachment, "give_up"):
        storing.drop(attachment)


@transaction.atomic
def _move(attachment: Attachment, verb: str, **changes: Any) -> bool:
    """Move it on, unless it was removed or prepared by another worker meanwhile."""
    fresh = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if fresh.state != State.PREPARING:
        return False
    table.move(fresh, verb, **changes)
    return True


def _drop_if_gone(attachment: Attachment) -> None:
    """It was removed while its renditions were made: those must not stay behind."""
    if not Attachment.objects.filter(pk=attachment.pk, state=State.SHOWN).exists():
        storing.drop(attachment)
