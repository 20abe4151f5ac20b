"""Pictures of addresses: the camera of a phone is scanner enough. Every QR picture of the platform is drawn here.

Black on white, with the quiet edge of four modules that ISO/IEC 18004 asks for; level M bears a scratch of 15 %, Q one of 25 %
for what hangs on a wall.
"""

from io import BytesIO
from typing import Any

import segno

LOOK: dict[str, Any] = {"border": 4, "dark": "#000", "light": "#fff"}


def svg(address: str, *, scale: int = 6, error: str = "m") -> bytes:
    """The address as a QR picture in SVG; ``scale`` is the width of a module in pixels."""
    picture = BytesIO()
    _made(address, error).save(picture, kind="svg", scale=scale, **LOOK)
    return picture.getvalue()


def data_address(address: str, *, scale: int = 5) -> str:
    """The same picture as a ``data:`` address, for a page that must ask for no second file (its code is shown once)."""
    return str(_made(address, "m").svg_data_uri(scale=scale, **LOOK))


def _made(address: str, error: str) -> segno.QRCode:
    return segno.make(address, error=error, micro=False)
