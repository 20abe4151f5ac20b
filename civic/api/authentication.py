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


#: Person and token in one row. Every request of a program asks this, and building the same query anew cost more than
#: asking it.
_FIND = """
SELECT u.*, t.id AS token_id, t.name AS token_name, t.created_at AS token_created_at,
    t.expires_at AS token_expires_at, t.last_used_on AS token_last_used_on, t.scopes AS token_scopes
FROM accounts_apitoken t JOIN accounts_user u ON u.id = t.user_id
WHERE t.token_hash = %s AND t.expires_at > %s AND u.is_active
"""


def _find(digest: bytes) -> ApiToken | None:
    """The token with this hash that is still good, with its person."""
    for person in User.objects.raw(_FIND, [digest, timezone.now()]):
        row = vars(person)
        return ApiToken(
            id=row["token_id"],
            user=person,
            name=row["token_name"],
            token_hash=digest,
            created_at=row["token_created_at"],
            expires_at=row["token_expires_at"],
            last_used_on=row["token_last_used_on"],
            scopes=row["token_scopes"],
        )
    return None


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() != b"token":
            return None
        if len(parts) != 2:
            raise AuthenticationFailed(_("The token is not written as “Token …”."))
        token = _find(sha256(parts[1]).digest())
        if token is None:
            raise AuthenticationFailed(_("The token is unknown or has expired."))
        if token.last_used_on != timezone.localdate():
            _note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Token"
