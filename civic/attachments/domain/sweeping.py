"""The clock's part: what waits is prepared, what is gone loses its bytes. Safe to run at any time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q

from civic.attachments import storing
from civic.attachments.domain.rendering import prepare
from civic.attachments.holders import registry
from civic.attachments.models import Attachment, Folder
from civic.attachments.states import State

PENDING_FOR = timedelta(hours=24)
"""A file that was chosen but never described is kept for so long."""
LATE = timedelta(minutes=2)
"""A photo that waits longer was forgotten by a worker."""
BATCH = 200


def sweep(at: datetime) -> None:
    """One round; each part takes a batch, the next round the next."""
    _delete_gone(at)
    _delete_ownerless()
    for pk in _forgotten(at):
        prepare(pk)


def _delete_gone(at: datetime) -> None:
    """Bytes first, then the row: what is interrupted is found again by the next round."""
    never_described = Q(state=State.PENDING, created_at__lt=at - PENDING_FOR)
    for row in Attachment.objects.filter(Q(state=State.REMOVED) | never_described).order_by("id")[:BATCH]:
        _delete(row)


def _forgotten(at: datetime) -> list[int]:
    late = Attachment.objects.filter(state=State.PREPARING, created_at__lt=at - LATE)
    return list(late.order_by("id").values_list("pk", flat=True)[:20])


def _delete_ownerless() -> None:
    """Folders whose thing is deleted: their files go with it."""
    for folder in _ownerless():
        for row in folder.attachments.all():
            _delete(row)
        folder.delete()


def _ownerless() -> Iterator[Folder]:
    """Every folder of which the thing is no more; two queries for each batch of folders."""
    last = 0
    while batch := list(Folder.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        keys: dict[str, list[str]] = defaultdict(list)
        for folder in batch:
            label, _colon, key = folder.subject.partition(":")
            keys[label].append(key)
        there = {
            f"{label}:{pk}"
            for label, some in keys.items()
            if label in registry
            for pk in registry[label].rows(some).values_list("pk", flat=True)
        }
        yield from (one for one in batch if one.subject not in there and _known(one))


def _known(folder: Folder) -> bool:
    """Is there anybody to ask? The folder of an app that is switched off is left alone."""
    return folder.subject.partition(":")[0] in registry


def _delete(row: Attachment) -> None:
    storing.drop(row)
    row.delete()
