"""The receipt's QR image: it leads to the look-up page with the code behind a #, which a browser never sends."""

import segno
from django.conf import settings
from django.urls import reverse


def of(code: str) -> str:
    """A data address of an SVG image (the CSP allows ``data:`` for images only)."""
    address = f"{settings.SITE_URL}{reverse('voting:lookup')}#{code}"
    return str(
        segno.make(address, error="m", micro=False).svg_data_uri(scale=5, border=4, dark="#000", light="#fff")
    )
