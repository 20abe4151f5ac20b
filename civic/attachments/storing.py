"""Where the bytes lie: under names made of a random UUID, in the default storage. Nothing serves that folder by itself."""

from io import BytesIO
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from civic.attachments.models import Attachment

ORIGINAL = "original"
RENDITIONS = {"small": 320, "medium": 800, "large": 1600}
"""Name → longest edge in pixels."""


def name_of(attachment: Attachment, part: str = ORIGINAL) -> str:
    """The storage's name of one part: of the original, or of a rendition."""
    key = attachment.uuid.hex
    return f"attachments/{key[:2]}/{key}/{part}"


def keep(attachment: Attachment, content: IO[bytes], part: str = ORIGINAL) -> None:
    """Write one part; an earlier one of the same name is replaced, so that doing it twice does no harm."""
    name = name_of(attachment, part)
    default_storage.delete(name)
    content.seek(0)
    kept = default_storage.save(name, File(content, name=part))
    if kept != name:  # two at once: the other one's bytes are the same
        default_storage.delete(kept)


def read(attachment: Attachment, part: str = ORIGINAL) -> Any:
    """Open one part; raises FileNotFoundError."""
    return default_storage.open(name_of(attachment, part), "rb")


def there(attachment: Attachment, part: str) -> bool:
    return default_storage.exists(name_of(attachment, part))


def drop(attachment: Attachment, *parts: str) -> None:
    """Delete these parts, or all of them; what is not there is no error."""
    for part in parts or (ORIGINAL, *RENDITIONS):
        default_storage.delete(name_of(attachment, part))


def in_memory(data: bytes) -> IO[bytes]:
    return BytesIO(data)
