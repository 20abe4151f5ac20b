"""Pictures of addresses: the camera of a phone is scanner enough. Every QR picture of the platform is drawn here.

Black on white, with the quiet edge of four modules that ISO/IEC 18004 asks for; level M bears a scratch of 15 %, Q one of 25 %
for what hangs on a wall.
"""

from io import BytesIO
from typing import Any

import segno
from django.http import HttpResponse

LOOK: dict[str, Any] = {"border": 4, "dark": "#000", "light": "#fff"}


def svg(address: str, *, scale: int = 6, error: str = "m") -> bytes:
    """The address as a QR picture in SVG; ``scale`` is the width of a module in pixels."""
    picture = BytesIO()
    _made(address, error).save(picture, kind="svg", scale=scale, **LOOK)
    return picture.getvalue()


def answer(address: str, *, scale: int = 6, error: str = "m", seconds: int = 0) -> HttpResponse:
    """The picture as a file of its own; no browser keeps it unless for so many ``seconds``: it may hold a code of a person."""
    response = HttpResponse(svg(address, scale=scale, error=error), content_type="image/svg+xml")
    response["Cache-Control"] = f"private, max-age={seconds}" if seconds else "private, no-store"
    return response


def data_address(address: str, *, scale: int = 5) -> str:
    """The same picture as a ``data:`` address, for a page that must ask for no second file (its code is shown once)."""
    return str(_made(address, "m").svg_data_uri(scale=scale, **LOOK))


def _made(address: str, error: str) -> segno.QRCode:
    return segno.make(address, error=error, micro=False)
