"""Which signs the fonts of the documents can draw: read from the fonts themselves, once.

A document with a sign that no font has would not be valid (and the typesetter refuses it), so such a sign becomes 〓, as
printers have always done, and the document says so.
"""

import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from civic.common.dates import plain as spaced
from civic.common.korean import nfc

FONTS = Path(__file__).parent / "fonts"
MISSING = "〓"
_UNICODE = ((3, 1), (3, 10))
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


@cache
def drawable() -> frozenset[int]:
    """The code points that at least one font draws."""
    return frozenset(point for path in FONTS.glob("*.otf") for point in _points_of(path.read_bytes()))


def _points_of(font: bytes) -> Iterator[int]:
    """The code points of an OpenType font: table "cmap", formats 4 and 12 of Unicode (OpenType 1.9, "cmap")."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", font, start + 4 + 8 * number)
        if (platform, encoding) in _UNICODE:
            yield from _READERS[_format(font, start + offset)](font, start + offset)


def _format(font: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", font, at)[0])


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Format 4: the last and the first points of segments, in two arrays; the closing segment is 0xFFFF."""
    (double,) = struct.unpack_from(">H", font, at + 6)
    lasts = struct.unpack_from(f">{double // 2}H", font, at + 14)
    firsts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
    for first, last in zip(firsts, lasts, strict=True):
        yield from range(first, min(last, 0xFFFE) + 1)


def _groups(font: bytes, at: int) -> Iterator[int]:
    """Format 12: groups of first point, last point and glyph."""
    (count,) = struct.unpack_from(">L", font, at + 12)
    for number in range(count):
        first, last = struct.unpack_from(">LL", font, at + 16 + 12 * number)
        yield from range(first, last + 1)


_READERS = {4: _segments, 12: _groups}


def _table(font: bytes, name: bytes) -> int:
    """Where a table begins. Raises KeyError where the font has none of that name."""
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        tag, _check, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * number)
        if tag == name:
            return int(offset)
    raise KeyError(name)


def cleaned(value: Any) -> Any:
    """Plain values with every text in one normal form, without invisible signs, and 〓 for what cannot be drawn.

    Spaces are ordinary ones: a file has one sign for a glyph, and with one tied space all its spaces would be read as tied.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, dict):
        return {key: cleaned(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned(one) for one in value]
    return value


def _text(text: str) -> str:
    known = drawable()
    plain = _INVISIBLE.sub("", nfc(spaced(text).replace("\r\n", "\n")))
    return "".join(one if one in "\n\t" or ord(one) in known else MISSING for one in plain)


def has_missing(value: Any) -> bool:
    """Whether a sign of these values cannot be drawn."""
    if isinstance(value, str):
        return MISSING in _text(value)
    if isinstance(value, dict):
        return any(map(has_missing, value.values()))
    return isinstance(value, (list, tuple)) and any(map(has_missing, value))
