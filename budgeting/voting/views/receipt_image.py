"""The receipt's QR image: it leads to the look-up page with the code behind a #, which a browser never sends."""

from django.conf import settings
from django.urls import reverse

from civic.common import qr


def of(code: str) -> str:
    """A data address of an SVG image (the CSP allows ``data:`` for images only)."""
    address = f"{settings.SITE_URL}{reverse('voting:lookup')}#{code}"
    return qr.data_address(address)
