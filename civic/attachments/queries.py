"""Questions asked from several places."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.http import Http404

from civic.accounts.models import User
from civic.attachments.holders import Held, seen
from civic.attachments.models import Attachment, Folder


class Shown(NamedTuple):
    """What a page shows of a folder."""

    photos: list[Attachment]
    documents: list[Attachment]

    def __bool__(self) -> bool:
        return bool(self.photos or self.documents)


def shown(folder_id: int | None, viewer: Any = None) -> Shown:
    """The photos and documents of a folder that the viewer may see, oldest first: one query; none without a folder."""
    if folder_id is None:
        return Shown([], [])
    rows = Attachment.objects.visible_to(viewer).filter(folder=folder_id).order_by("id")
    return _parted(list(rows))


def shown_of(folder_ids: list[int | None]) -> dict[int, Shown]:
    """The same of many folders at once: one query, none where nothing has a folder."""
    keys = [key for key in folder_ids if key is not None]
    if not keys:
        return {}
    found: dict[int, list[Attachment]] = {key: [] for key in keys}
    for row in Attachment.objects.visible_to(None).filter(folder__in=keys).order_by("id"):
        found[row.folder_id].append(row)
    return {key: _parted(rows) for key, rows in found.items()}


def _parted(rows: list[Attachment]) -> Shown:
    return Shown([row for row in rows if row.is_photo], [row for row in rows if not row.is_photo])


def held_or_404(subject: str, viewer: Any) -> Held:
    """The thing that carries files, if the viewer may see it; hidden and absent ones are the same 404."""
    held = seen(subject, viewer)
    if held is None:
        raise Http404
    return held


def own_or_404(uuid: Any, viewer: Any) -> tuple[Held, Attachment]:
    """A file that was not removed, also one still being drawn, and the thing that carries it, for whoever may see that.

    Who may change it is the rule of ``actions.change``.
    """
    standing = Attachment.objects.exclude(state=Attachment.State.REMOVED).select_related("folder")
    found = standing.filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return held_or_404(found.folder.subject, viewer), found


def attachment_or_404(uuid: Any, viewer: Any, kind: str) -> Attachment:
    """A photo or document that the viewer may see: shown, and of a thing that the viewer may see. Two queries."""
    found = (
        Attachment.objects.visible_to(viewer).select_related("folder").filter(uuid=uuid, kind=kind).first()
    )
    if found is None or seen(found.folder.subject, viewer) is None:
        raise Http404
    return found


def standing(subject: str) -> list[Attachment]:
    """What those who may add files see on their page: shown, on its way, broken, hidden; one query."""
    return list(Attachment.objects.filter(folder__subject=subject).standing())


def kept_by(person: User, subject: str, kind: str) -> Attachment | None:
    """The file that waits for this person to complete its description; the newest."""
    found = Attachment.objects.filter(
        folder__subject=subject, by=person, kind=kind, state=Attachment.State.PENDING
    )
    return found.order_by("-id").first()


def count_in(folder: Folder, kind: str) -> int:
    """How many photos or documents there are, those on their way included."""
    gone = (Attachment.State.REMOVED, Attachment.State.BROKEN)
    return Attachment.objects.filter(folder=folder, kind=kind).exclude(state__in=gone).count()


def added_within_a_day(person: User | None, at: datetime) -> int:
    """How many files the person has added in the last twenty-four hours, removed ones too."""
    return (
        Attachment.objects.filter(by=person, created_at__gt=at - timedelta(days=1)).count() if person else 0
    )
