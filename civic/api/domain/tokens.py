"""Making and revoking personal tokens. Only the hash is kept: the token itself is shown once."""

import secrets
from collections.abc import Collection
from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction

from civic.accounts.actors import Actor, person
from civic.accounts.models import ApiToken, User
from civic.api import actions
from civic.audit.domain.recording import record
from civic.common import clock
from civic.common.refusals import SignInFirst

PREFIX = "civic_"  # so that a token left in a public place can be recognised as one


class NewToken(NamedTuple):
    """The row, and the token that only its owner ever sees."""

    row: ApiToken
    secret: str


@transaction.atomic
def make_token(actor: Actor, *, name: str, days: int, scopes: Collection[str]) -> NewToken:
    """A token for ``days`` days and for what ``scopes`` name (`civic.api.scopes`). Raises the refusals of ``api.make_token``."""
    owner = person(actor)
    if owner is None:
        raise SignInFirst
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)  # two at once cannot both be the tenth
    actions.make_token.require(actor, scopes=scopes)
    secret = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=owner,
        name=name.strip(),
        token_hash=sha256(secret.encode()).digest(),
        expires_at=clock.now() + timedelta(days=days),
        scopes=[one for one in ApiToken.SCOPES if one in scopes],
    )
    record(actor, "api.token_made", row, expires_at=row.expires_at, scopes=row.scopes)
    return NewToken(row, secret)


@transaction.atomic
def revoke_token(actor: Actor, token: ApiToken) -> None:
    """End a token at once. Raises the refusals of ``api.revoke_token``."""
    actions.revoke_token.require(actor, token=token)
    record(actor, "api.token_revoked", token)
    token.delete()
