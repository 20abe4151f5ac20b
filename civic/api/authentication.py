"""Personal tokens for the API: ``Authorization: Token …``; only the hash is stored."""

from functools import cache
from hashlib import sha256

from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from civic.accounts.models import ApiToken, User
from civic.common.planned import planned

#: A note for the owner, once a day: nobody waits for the disk to hold it.
_NOTE = """
UPDATE accounts_apitoken SET last_used_on = %s
WHERE id = %s AND set_config('synchronous_commit', 'off', true) IS NOT NULL
"""


def _note_use(token: ApiToken) -> None:
    if connection.in_atomic_block:  # the setting would reach what else the transaction does
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=timezone.localdate())
        return
    with planned() as cursor:
        cursor.execute(_NOTE, [timezone.localdate(), token.pk])


#: Person and token in one row. Every request of a program asks this, and building the same query anew cost more than
#: asking it.
_FIND = """
SELECT COLUMNS FROM accounts_apitoken t JOIN accounts_user u ON u.id = t.user_id
WHERE t.token_hash = %s AND t.expires_at > %s AND u.is_active
"""


@cache
def _question() -> tuple[str, list[str], list[str]]:
    """The statement, and the attributes of the person and of the token in the order of its columns."""
    whose, which = User._meta.concrete_fields, ApiToken._meta.concrete_fields
    columns = [*(f"u.{one.column}" for one in whose), *(f"t.{one.column}" for one in which)]
    text = _FIND.replace("COLUMNS", ", ".join(columns))
    return text, [one.attname for one in whose], [one.attname for one in which]


def _find(digest: bytes) -> ApiToken | None:
    """The token with this hash that is still good, with its person."""
    text, whose, which = _question()
    with planned() as cursor:
        cursor.execute(text, [digest, timezone.now()])
        row = cursor.fetchone()
    if row is None:
        return None
    token = ApiToken.from_db(DEFAULT_DB_ALIAS, which, row[len(whose) :])
    token.user = User.from_db(DEFAULT_DB_ALIAS, whose, row[: len(whose)])
    return token


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        parts = get_authorization_header(request).split()
        if not parts or parts[0].lower() not in (b"token", b"bearer"):
            return None
        if (
            len(parts) != 2 or parts[0].lower() == b"bearer"
        ):  # who sends that means to be known, and must hear of it
            raise AuthenticationFailed(_("The token is not written as “Token …”."))
        token = _find(sha256(parts[1]).digest())
        if token is None:
            raise AuthenticationFailed(_("The token is unknown or has expired."))
        if token.last_used_on != timezone.localdate():
            _note_use(token)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Token"
