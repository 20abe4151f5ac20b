"""What ``attachments/gallery.html`` asks: a page includes it with ``folder`` (a key or None) and no more."""

from typing import Any

from django import template
from django.db.models import Model
from django.urls import reverse

from civic.attachments.models import Attachment
from civic.attachments.queries import Shown, shown
from civic.attachments.storing import RENDITIONS
from civic.audit.domain.recording import reference

register = template.Library()


@register.simple_tag
def attached(folder: int | None, viewer: Any = None) -> Shown:
    """The photos and documents of a folder: one query, none where there is no folder."""
    return shown(folder, viewer)


@register.simple_tag
def files_path(row: Model) -> str:
    """Where the photos and documents of a thing are added."""
    return reverse("attachments:folder", args=[reference(row)])


@register.filter
def photo_url(attachment: Attachment, part: str) -> str:
    """The address of one rendition."""
    return reverse("attachments:photo", args=[attachment.uuid, part])


@register.simple_tag
def photo_set(attachment: Attachment) -> str:
    """The renditions for ``srcset``, each with its width in pixels."""
    wide, high = attachment.width or 1, attachment.height or 1
    longest = max(wide, high)
    return ", ".join(
        f"{reverse('attachments:photo', args=[attachment.uuid, part])} {max(round(wide * min(edge, longest) / longest), 1)}w"
        for part, edge in RENDITIONS.items()
    )
