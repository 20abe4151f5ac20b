"""From a template under ``templates/`` and plain values to the bytes of a PDF.

The values travel as JSON beside the template, never inside its source: nothing that a person wrote is read as markup.
The same template, values and moment give the same bytes. A page of minutes takes some 20 ms; a document of hundreds of
pages belongs into a task.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils.translation import gettext, override

from civic.common.dates import date_text
from civic.common.pdf.blocks import Block
from civic.common.pdf.glyphs import FONTS, MISSING, cleaned, has_missing

DOCUMENT = "pdf/document.typ"


class PdfTrouble(RuntimeError):
    """The template does not compile, or the document would not be accessible; the message says what and where."""


@cache
def _fonts() -> typst.Fonts:
    """Our own fonts only: a document looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def render(
    template: str, data: Mapping[str, Any], *, title: str, language: str, at: datetime, issuer: str = ""
) -> bytes:
    """The document as a tagged PDF (PDF/UA-1) of one language. Raises PdfTrouble.

    ``at`` is the date that the document bears, ``issuer`` who speaks in it; ``data`` holds plain values (text, numbers,
    lists, dicts), which the template reads as ``house.data``.
    """
    with override(language):
        words = {"page": gettext("Page"), "of": "/", "missing": _missing_words(data, title)}
        dated = date_text(at)
    root = Path(settings.ROOT) / "templates"
    given = {
        "title": title, "language": language, "issuer": issuer, "dated": dated, "words": words, "data": dict(data),
    }  # fmt: skip
    try:
        made = typst.Compiler(root / template, root=root, font_paths=_fonts(), package_path=FONTS).compile(
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"given": json.dumps(cleaned(given), ensure_ascii=False)},
            timestamp=int(at.timestamp()),
        )
    except RuntimeError as error:  # a TypstError, or the plain one where the template is no file
        raise PdfTrouble(f"{template}: {error} {' '.join(getattr(error, 'hints', []))}".strip()) from error
    if not isinstance(made, bytes):  # a list of pages is what images give
        raise PdfTrouble(template)
    return made


def document(
    blocks: Iterable[Block],
    *,
    title: str,
    language: str,
    at: datetime,
    lead: str = "",
    issuer: str = "",
) -> bytes:
    """A plain document from blocks (``civic.common.pdf.blocks``), without a template of its own. Raises PdfTrouble."""
    return render(
        DOCUMENT,
        {"lead": lead, "blocks": list(blocks)},
        title=title,
        language=language,
        at=at,
        issuer=issuer,
    )


def _missing_words(data: Mapping[str, Any], title: str) -> str:
    if not has_missing([title, dict(data)]):
        return ""
    return gettext("Signs that this document cannot draw are written %(sign)s.") % {"sign": MISSING}
