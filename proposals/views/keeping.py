"""The cookie that leads a visitor back to their drafts: signed, not readable by scripts, without any name."""

import secrets
from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from civic.accounts.models import User
from proposals.domain import drafting
from proposals.parts import KEPT_FOR_VISITORS

COOKIE = "civic_draft"
SALT = "proposals.draft"


def new_secret() -> str:
    return secrets.token_urlsafe(24)


def secret_of(request: HttpRequest) -> str:
    """What the browser's cookie holds; blank without one, or when it is old or not ours."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=KEPT_FOR_VISITORS) or ""


def fingerprint(secret: str) -> str:
    """What is stored beside the draft: whoever reads the database cannot make the cookie from it."""
    return sha256(secret.encode()).hexdigest() if secret else ""


def keeper_of(request: HttpRequest) -> str:
    return fingerprint(secret_of(request))


def origin_of(request: HttpRequest) -> str:
    """A keyed hash of the address that the visitor comes from, other every day: it counts, and leads back to nobody."""
    address = get_adapter(request).get_client_ip(request)
    named = f"{timezone.localdate():%Y-%m-%d} {address}"
    return salted_hmac("proposals.origin", named, algorithm="sha256").hexdigest()


def keep(response: HttpResponse, secret: str) -> HttpResponse:
    """Give the browser its cookie, for as long as a draft is kept."""
    response.set_signed_cookie(
        COOKIE, secret, salt=SALT, max_age=KEPT_FOR_VISITORS, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
    return response


def claim(request: HttpRequest) -> None:
    """Whoever has signed in gets the drafts of this browser's cookie onto their page, and is told so."""
    keeper = keeper_of(request)
    if keeper and isinstance(request.user, User) and drafting.claim(request.user, keeper=keeper):
        messages.info(request, _("The draft from this device is on your page now."))
