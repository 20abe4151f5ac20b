"""Photos: which are taken, and how one becomes three clean ones. Pure; the arithmetic is Pillow's."""

import warnings
from contextlib import suppress
from io import BytesIO
from typing import IO

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from civic.attachments.judging import MEGABYTE, Judged, size_of
from civic.attachments.refusals import CannotBeRead, NotAPicture, TooLarge, TooManyPixels

pillow_heif.register_heif_opener()

LARGEST = 15 * MEGABYTE
MOST_PIXELS = 50_000_000
QUALITY = 82
READERS = ("JPEG", "PNG", "WEBP", "HEIF")
"""The only readers that are ever asked: what Pillow could read besides is not taken."""
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
# Everything that Pillow may say about a file that somebody made to be difficult.
TROUBLE = (
    OSError,
    ValueError,
    SyntaxError,
    KeyError,
    IndexError,
    TypeError,
    EOFError,
    RuntimeError,
    MemoryError,
)


def judge(content: IO[bytes]) -> Judged:
    """The type of a photo by its first bytes, its size by its header. Reads no pixel.

    Raises TooLarge, NotAPicture, TooManyPixels, CannotBeRead.
    """
    if size_of(content) > LARGEST:
        raise TooLarge(limit=LARGEST // MEGABYTE)
    media_type, extension = _magic(content.read(32))
    width, height = _dimensions(content)
    if width * height > MOST_PIXELS:
        raise TooManyPixels(limit=MOST_PIXELS // 1_000_000)
    return Judged(media_type, extension, width, height)


def _magic(head: bytes) -> tuple[str, str]:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", "jpg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", "png"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp", "webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "image/heic", "heic"
    raise NotAPicture


def _open(content: IO[bytes]) -> Image.Image:
    """The picture, not decoded yet. Pillow's own guard against bombs only warns below twice the limit: ours refuses."""
    content.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(content, formats=READERS)


def _dimensions(content: IO[bytes]) -> tuple[int, int]:
    try:
        with _open(content) as picture:
            return picture.size
    except Image.DecompressionBombError as error:
        raise TooManyPixels(limit=MOST_PIXELS // 1_000_000) from error
    except TROUBLE as error:
        raise CannotBeRead from error


def renditions(content: IO[bytes], edges: dict[str, int]) -> dict[str, tuple[bytes, tuple[int, int]]]:
    """Name → (JPEG, its width and height) for each longest edge; none is larger than the photo.

    The pixels are turned upright, brought to sRGB and pasted on a fresh white picture: nothing else of the file (place,
    camera, comments, thumbnails, hidden parts) can come along. Raises CannotBeRead, TooManyPixels.
    """
    try:
        picture = _clean(content, max(edges.values()))
        return {name: _jpeg(picture, edge) for name, edge in edges.items()}
    except Image.DecompressionBombError as error:
        raise TooManyPixels(limit=MOST_PIXELS // 1_000_000) from error
    except TROUBLE as error:
        raise CannotBeRead from error


def _clean(content: IO[bytes], longest: int) -> Image.Image:
    opened = _open(content)
    if opened.width * opened.height > MOST_PIXELS:
        raise TooManyPixels(limit=MOST_PIXELS // 1_000_000)
    opened.draft("RGB", (longest, longest))  # a large JPEG is decoded at half or a quarter of its size
    upright = ImageOps.exif_transpose(opened)
    upright = _in_srgb(upright)
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    seen = upright.convert("RGBA") if "A" in upright.getbands() or "transparency" in upright.info else None
    fresh = Image.new("RGB", upright.size, "white")
    if seen is not None:
        fresh.paste(seen, mask=seen.getchannel("A"))
    else:
        fresh.paste(upright.convert("RGB"))
    return fresh


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Telephones write wider colours with a profile; without it they would look pale."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA"):
        return picture
    with suppress(ImageCms.PyCMSError, OSError):
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
        return changed if changed is not None else picture
    return picture


def _jpeg(picture: Image.Image, edge: int) -> tuple[bytes, tuple[int, int]]:
    smaller = picture.copy()
    smaller.thumbnail((edge, edge), Image.Resampling.LANCZOS)
    into = BytesIO()
    smaller.save(into, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return into.getvalue(), smaller.size
