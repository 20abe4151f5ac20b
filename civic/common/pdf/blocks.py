"""The pieces of a plain document: what ``templates/pdf/document.typ`` can set. Each is a dict of plain values.

``language`` marks a piece in another language than the document, so that a screen reader changes its voice.
"""

from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]


def heading(text: str, level: int = 2, *, language: str = "") -> Block:
    """A heading; the title of the document is the only one of level 1, and no level may be skipped."""
    return {"kind": "heading", "text": text, "level": level, "language": language}


def paragraph(text: str, *, language: str = "") -> Block:
    """Running text; an empty line begins a new paragraph, a line break stays one."""
    return {"kind": "paragraph", "text": text, "language": language}


def bullets(texts: Iterable[str], *, language: str = "") -> Block:
    """A list without order."""
    return {"kind": "bullets", "texts": list(texts), "language": language}


def facts(rows: Iterable[tuple[str, str]]) -> Block:
    """Terms and what they are: "Place: City hall, room 3"."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def table(
    caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int] = ()
) -> Block:
    """A table with a caption, header cells that repeat on each page, and columns of numbers (from 0) set to the right."""
    return {
        "kind": "table",
        "caption": caption,
        "header": list(header),
        "rows": [list(row) for row in rows],
        "numbers": list(numbers),
    }


def note(text: str, *, title: str = "") -> Block:
    """A framed remark."""
    return {"kind": "note", "title": title, "text": text}


def mark(text: str) -> Block:
    """A code or a hash, small, so that 64 letters stand on one line; copied, it is whole."""
    return {"kind": "mark", "text": text}
