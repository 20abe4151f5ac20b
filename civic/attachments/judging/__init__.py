"""What a file is, by its content. Knows no model; raises the refusals of this app."""

from typing import IO, NamedTuple

MEGABYTE = 1_000_000


class Judged(NamedTuple):
    """A file that is taken: its true type, the ending it is given, and of a picture its size in pixels."""

    media_type: str
    extension: str
    width: int | None = None
    height: int | None = None


def size_of(content: IO[bytes]) -> int:
    """How many bytes the file has; leaves the position at its beginning."""
    content.seek(0, 2)
    size = content.tell()
    content.seek(0)
    return size
