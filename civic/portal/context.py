"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language


def page(request: HttpRequest) -> dict[str, Any]:
    """Site name in the reader's language, contact, demo banner, unread notices (one query, when first asked)."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "site_name": settings.SITE_NAME.get(language, settings.SITE_NAME["en"]),
        "site_url": settings.SITE_URL,
        "contact_phone": settings.CONTACT_PHONE,
        "contact_email": settings.CONTACT_EMAIL,
        "demo_mode": settings.DEMO_MODE,
    }
