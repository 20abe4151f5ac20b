"""The link in each mail that ends a family of mails without signing in (RFC 8058)."""

from typing import NamedTuple
from uuid import UUID

from django.core import signing
from django.urls import reverse

from civic.accounts.models import User
from civic.notifications.kinds import FAMILIES

SALT = "civic.notifications.unsubscribe"


class Wish(NamedTuple):
    """Who wants no more mails of which family."""

    user: User
    family: str


def unsubscribe_path(user: User, family: str) -> str:
    """The address of the page, and of the one-click POST. It never expires: old mails lie in mailboxes for years."""
    token = signing.dumps([user.uuid.hex, family], salt=SALT, compress=True)
    return reverse("notifications:unsubscribe", args=[token])


def read_token(token: str) -> Wish | None:
    """Whom and what the link means; None when it is broken, of a family that is gone, or of a deleted person."""
    try:
        uuid, family = signing.loads(token, salt=SALT)
        user = User.objects.filter(uuid=UUID(hex=uuid), is_active=True).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Wish(user, family) if user is not None and family in FAMILIES else None
