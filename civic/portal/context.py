"""What every page knows."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from civic.accounts.actors import is_staff


def page(request: HttpRequest) -> dict[str, Any]:
    """Site name in the reader's language, contact, demo banner, where to sign in and come back from."""
    language = get_language() or settings.LANGUAGE_CODE
    user = getattr(request, "user", None)
    return {
        "site_name": settings.SITE_NAME.get(language, settings.SITE_NAME["en"]),
        "site_url": settings.SITE_URL,
        "contact_phone": settings.CONTACT_PHONE,
        "contact_email": settings.CONTACT_EMAIL,
        "demo_mode": settings.DEMO_MODE,
        "source_url": settings.SOURCE_URL,
        "login_url": f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}",
        "show_desk": SimpleLazyObject(lambda: user is not None and is_staff(user)),
    }
