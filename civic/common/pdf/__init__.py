"""Tagged PDF documents (PDF/UA-1), Korean first: ``render`` a template with data, or ``document`` from blocks.

Everything comes with the locked requirements and this folder: the typesetter is one wheel, the fonts stand beside this
file, nothing of the system is asked for (docs/decisions/0060-tagged-pdf.md).
"""

from civic.common.pdf.blocks import bullets, facts, heading, mark, note, paragraph, table
from civic.common.pdf.rendering import PdfTrouble, document, render

__all__ = [
    "PdfTrouble", "bullets", "document", "facts", "heading", "mark", "note", "paragraph", "render", "table",
]  # fmt: skip
