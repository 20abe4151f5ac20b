"""Personal tokens for the API: ``Authorization: Token …``; only the hash is stored."""

from hashlib import sha256

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from civic.accounts.models import ApiToken, User

#: A note for the owner, once a day: nobody waits for the disk to hold it.
_NOTE = """
UPDATE accounts_apitoken SET last_used_on = %s
WHERE id = %s AND set_config('synchronous_commit', 'off', true) IS NOT NULL
"""


def _note_use(token: ApiToken) -> None:
    if connection.in_atomic_block:  # the setting would reach what else the transaction does
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=timezone.localdate())
        return
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [timezone.localdate(), token.pk])


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"token":
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(_("The token is not written as “Token …”."))
        token = (
            ApiToken.objects.select_related("user")
            .filter(token_hash=sha256(parts[1]).digest(), expires_at__gt=timezone.now(), user__is_active=True)
            .first()
        )
        if token is None:
            raise AuthenticationFailed(_("The token is unknown or has expired."))
        if token.last_used_on != timezone.localdate():
            _note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Token"
